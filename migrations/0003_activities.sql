CREATE TABLE "activity_agenda_items" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"title" text NOT NULL,
	"presenter" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_agenda_items_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_agenda_items_rank" UNIQUE("organization_id","activity_id","rank")
);
--> statement-breakpoint
CREATE TABLE "activity_materials" (
	"organization_id" bigint NOT NULL,
	"activity_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_materials_organization_id_activity_id_file_id_pk" PRIMARY KEY("organization_id","activity_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "activity_attendance_corrections" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"attendance_id" uuid NOT NULL,
	"old_status" text NOT NULL,
	"new_status" text NOT NULL,
	"reason" text NOT NULL,
	"corrected_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_attendance_corrections_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "activity_attendances" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"half_day_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"status" text NOT NULL,
	"method" text NOT NULL,
	"signed_in_at" timestamp with time zone,
	"is_offline" boolean DEFAULT false NOT NULL,
	"remote_minutes" integer,
	"distance_metres" integer,
	"reason" text,
	"recorded_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_attendances_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_attendances_once" UNIQUE("organization_id","half_day_id","member_id"),
	CONSTRAINT "activity_attendances_status" CHECK (status in ('PRESENT', 'LATE', 'LEFT_EARLY', 'ON_LEAVE', 'ABSENT')),
	CONSTRAINT "activity_attendances_method" CHECK (method in ('ROTATING_CODE', 'MEMBER_CODE', 'BY_HAND', 'VIDEO', 'SYSTEM')),
	CONSTRAINT "activity_attendances_hand" CHECK (method <> 'BY_HAND' or reason is not null)
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_feeds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "calendar_feeds_hash" UNIQUE("organization_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "activity_outcome_members" (
	"organization_id" bigint NOT NULL,
	"outcome_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	CONSTRAINT "activity_outcome_members_organization_id_outcome_id_member_id_pk" PRIMARY KEY("organization_id","outcome_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "activity_outcomes" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid,
	"research_topic_id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"problem_id" uuid,
	"owner_name" text,
	"owner_unit_id" uuid,
	"owner_member_id" uuid,
	"due_on" date,
	"deed_kind" text,
	"beneficiaries" integer,
	"state" text NOT NULL,
	"proof" text,
	"proof_file_id" uuid,
	"closed_on" date,
	"reason" text,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"listed_due_on" date GENERATED ALWAYS AS (coalesce(due_on, '9999-12-31'::date)) STORED NOT NULL,
	CONSTRAINT "activity_outcomes_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_outcomes_kind" CHECK (kind in ('REPORT', 'SUGGESTION', 'PROBLEM', 'MEASURE', 'OPINION_REPORT', 'PROPOSAL', 'SERVICE_DEED')),
	CONSTRAINT "activity_outcomes_state" CHECK (state in ('OPEN', 'DONE', 'SOLVED_ON_SITE', 'WITHDRAWN')),
	CONSTRAINT "activity_outcomes_source" CHECK (num_nonnulls(activity_id, research_topic_id) = 1),
	CONSTRAINT "activity_outcomes_owner" CHECK (num_nonnulls(owner_name, owner_unit_id, owner_member_id) <= 1),
	CONSTRAINT "activity_outcomes_measure" CHECK (problem_id is null or kind = 'MEASURE'),
	CONSTRAINT "activity_outcomes_deed" CHECK ((kind = 'SERVICE_DEED') = (deed_kind is not null)),
	CONSTRAINT "activity_outcomes_deed_kind" CHECK (deed_kind in ('PRACTICAL_MATTER', 'KEY_PROJECT', 'ENTERPRISE', 'HOUSEHOLD')),
	CONSTRAINT "activity_outcomes_beneficiaries" CHECK (beneficiaries is null or (beneficiaries > 0 and kind = 'SERVICE_DEED'))
);
--> statement-breakpoint
CREATE TABLE "research_topics" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"title" text NOT NULL,
	"special_committee_id" uuid,
	"year" integer NOT NULL,
	"plan" text DEFAULT '' NOT NULL,
	"created_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "research_topics_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "research_topics_title" UNIQUE("organization_id","year","title"),
	CONSTRAINT "research_topics_year" CHECK (year between 2000 and 2999)
);
--> statement-breakpoint
CREATE TABLE "research_trips" (
	"organization_id" bigint NOT NULL,
	"activity_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	CONSTRAINT "research_trips_organization_id_activity_id_pk" PRIMARY KEY("organization_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "activity_speech_calls" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"topic" text DEFAULT '' NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"max_words" integer,
	"called_by" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_speech_calls_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_speech_calls_activity" UNIQUE("organization_id","activity_id"),
	CONSTRAINT "activity_speech_calls_words" CHECK (max_words > 0)
);
--> statement-breakpoint
CREATE TABLE "activity_speeches" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"speaker_kind" text NOT NULL,
	"party_id" uuid,
	"sector_id" uuid,
	"special_committee_id" uuid,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"words" integer DEFAULT 0 NOT NULL,
	"file_id" uuid,
	"form" text NOT NULL,
	"state" text NOT NULL,
	"submitted_at" timestamp with time zone,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"review_note" text,
	"delivered_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_speeches_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_speeches_speaker" CHECK (speaker_kind in ('MEMBER', 'PARTY', 'SECTOR', 'SPECIAL_COMMITTEE')),
	CONSTRAINT "activity_speeches_body_of" CHECK ((speaker_kind = 'PARTY') = (party_id is not null) and (speaker_kind = 'SECTOR') = (sector_id is not null)
        and (speaker_kind = 'SPECIAL_COMMITTEE') = (special_committee_id is not null)),
	CONSTRAINT "activity_speeches_form" CHECK (form in ('ORAL', 'WRITTEN')),
	CONSTRAINT "activity_speeches_state" CHECK (state in ('DRAFT', 'SUBMITTED', 'RETURNED', 'ACCEPTED_ORAL', 'ACCEPTED_WRITTEN',
        'TURNED_INTO_OPINION_REPORT', 'NOT_USED', 'DELIVERED')),
	CONSTRAINT "activity_speeches_delivery" CHECK ((state = 'DELIVERED') = (delivered_on is not null))
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"parent_id" uuid,
	"session_id" uuid,
	"special_committee_id" uuid,
	"title" text NOT NULL,
	"topic" text DEFAULT '' NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"study_body" text,
	"visit_kind" text,
	"state" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"latitude" numeric(9, 6),
	"longitude" numeric(9, 6),
	"radius_metres" integer,
	"reply_until" timestamp with time zone,
	"video_url" text,
	"video_minutes" integer,
	"credits" numeric(5, 1),
	"joint_with" text,
	"joins_organization_id" bigint,
	"joins_activity_id" uuid,
	"joins_title" text,
	"is_open_below" boolean DEFAULT false NOT NULL,
	"notified_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"cancelled_at" timestamp with time zone,
	"reason" text,
	"calendar_sequence" integer DEFAULT 0 NOT NULL,
	"created_by" uuid NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activities_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activities_state" CHECK (state in ('PLANNED', 'NOTIFIED', 'HELD', 'CLOSED', 'CANCELLED')),
	CONSTRAINT "activities_range" CHECK (ends_at > starts_at),
	CONSTRAINT "activities_study_body" CHECK (study_body in ('STANDING_COMMITTEE', 'OFFICE', 'CENTRE_GROUP', 'STUDY_GROUP')),
	CONSTRAINT "activities_visit_kind" CHECK (visit_kind in ('ENTERPRISE', 'EXPERT', 'CONSTITUENTS')),
	CONSTRAINT "activities_joint_with" CHECK (joint_with in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')),
	CONSTRAINT "activities_position" CHECK (num_nonnulls(latitude, longitude, radius_metres) in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "activity_half_days" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"label" text NOT NULL,
	CONSTRAINT "activity_half_days_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_half_days_starts" UNIQUE("organization_id","activity_id","starts_at"),
	CONSTRAINT "activity_half_days_range" CHECK (ends_at > starts_at)
);
--> statement-breakpoint
CREATE TABLE "activity_invitations" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"state" text NOT NULL,
	"replied_at" timestamp with time zone,
	"group_name" text,
	"seat" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_invitations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_invitations_member" UNIQUE("organization_id","activity_id","member_id"),
	CONSTRAINT "activity_invitations_state" CHECK (state in ('INVITED', 'ATTENDING', 'ON_LEAVE', 'WITHDRAWN'))
);
--> statement-breakpoint
CREATE TABLE "activity_leave_half_days" (
	"organization_id" bigint NOT NULL,
	"leave_request_id" uuid NOT NULL,
	"half_day_id" uuid NOT NULL,
	CONSTRAINT "activity_leave_half_days_organization_id_leave_request_id_half_day_id_pk" PRIMARY KEY("organization_id","leave_request_id","half_day_id")
);
--> statement-breakpoint
CREATE TABLE "activity_leave_requests" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"type" text NOT NULL,
	"reason" text NOT NULL,
	"file_id" uuid,
	"state" text NOT NULL,
	"approver" text NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"decision_note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_leave_requests_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_leave_requests_type" CHECK (type in ('OFFICIAL', 'SICK', 'PERSONAL', 'OTHER')),
	CONSTRAINT "activity_leave_requests_state" CHECK (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
	CONSTRAINT "activity_leave_requests_approver" CHECK (approver in ('OFFICE', 'SECRETARY_GENERAL', 'CHAIRPERSON'))
);
--> statement-breakpoint
CREATE TABLE "activity_delegations" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"activity_id" uuid NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	"province_code" text,
	"leader" text NOT NULL,
	"persons" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_delegations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_delegations_level" CHECK (level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')),
	CONSTRAINT "activity_delegations_province" CHECK ((level = 'NATIONAL') = (province_code is null)),
	CONSTRAINT "activity_delegations_persons" CHECK (persons > 0)
);
--> statement-breakpoint
CREATE TABLE "activity_subjects" (
	"organization_id" bigint NOT NULL,
	"activity_id" uuid NOT NULL,
	"subject_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_subjects_organization_id_activity_id_subject_id_pk" PRIMARY KEY("organization_id","activity_id","subject_id")
);
--> statement-breakpoint
CREATE TABLE "visit_subjects" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"credit_code" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visit_subjects_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "visit_subjects_name" UNIQUE("organization_id","kind","name"),
	CONSTRAINT "visit_subjects_kind" CHECK (kind in ('ENTERPRISE', 'EXPERT', 'CONSTITUENTS')),
	CONSTRAINT "visit_subjects_enterprise" CHECK (credit_code is null or kind = 'ENTERPRISE')
);
--> statement-breakpoint
CREATE TABLE "activity_kinds" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"recorded_by" text DEFAULT 'OFFICE' NOT NULL,
	"counts_half_days" boolean DEFAULT false NOT NULL,
	"leave_rules" jsonb DEFAULT '[{"upToHalfDays": null, "approver": "OFFICE"}]' NOT NULL,
	"may_repeat" boolean DEFAULT true NOT NULL,
	"outcomes" text[] DEFAULT '{}' NOT NULL,
	"duty_category" text,
	CONSTRAINT "activity_kinds_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activity_kinds_code" UNIQUE("organization_id","code"),
	CONSTRAINT "activity_kinds_name" UNIQUE("organization_id","name"),
	CONSTRAINT "activity_kinds_recorded_by" CHECK (recorded_by in ('OFFICE', 'SPECIAL_COMMITTEE', 'MEMBER'))
);
--> statement-breakpoint
ALTER TABLE "proposal_replies" ADD COLUMN "document_number" text;--> statement-breakpoint
ALTER TABLE "activity_agenda_items" ADD CONSTRAINT "activity_agenda_items_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_materials" ADD CONSTRAINT "activity_materials_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_materials" ADD CONSTRAINT "activity_materials_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendance_corrections" ADD CONSTRAINT "activity_attendance_corrections_organization_id_attendance_id_activity_attendances_organization_id_id_fk" FOREIGN KEY ("organization_id","attendance_id") REFERENCES "public"."activity_attendances"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendances" ADD CONSTRAINT "activity_attendances_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendances" ADD CONSTRAINT "activity_attendances_organization_id_half_day_id_activity_half_days_organization_id_id_fk" FOREIGN KEY ("organization_id","half_day_id") REFERENCES "public"."activity_half_days"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendances" ADD CONSTRAINT "activity_attendances_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcome_members" ADD CONSTRAINT "activity_outcome_members_organization_id_outcome_id_activity_outcomes_organization_id_id_fk" FOREIGN KEY ("organization_id","outcome_id") REFERENCES "public"."activity_outcomes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcome_members" ADD CONSTRAINT "activity_outcome_members_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_research_topic_id_research_topics_organization_id_id_fk" FOREIGN KEY ("organization_id","research_topic_id") REFERENCES "public"."research_topics"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_problem_id_activity_outcomes_organization_id_id_fk" FOREIGN KEY ("organization_id","problem_id") REFERENCES "public"."activity_outcomes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_owner_unit_id_undertaking_units_organization_id_id_fk" FOREIGN KEY ("organization_id","owner_unit_id") REFERENCES "public"."undertaking_units"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_owner_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","owner_member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD CONSTRAINT "activity_outcomes_organization_id_proof_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","proof_file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_topics" ADD CONSTRAINT "research_topics_organization_id_special_committee_id_special_committees_organization_id_id_fk" FOREIGN KEY ("organization_id","special_committee_id") REFERENCES "public"."special_committees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_trips" ADD CONSTRAINT "research_trips_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "research_trips" ADD CONSTRAINT "research_trips_organization_id_topic_id_research_topics_organization_id_id_fk" FOREIGN KEY ("organization_id","topic_id") REFERENCES "public"."research_topics"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speech_calls" ADD CONSTRAINT "activity_speech_calls_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD CONSTRAINT "activity_speeches_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD CONSTRAINT "activity_speeches_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD CONSTRAINT "activity_speeches_organization_id_party_id_parties_organization_id_id_fk" FOREIGN KEY ("organization_id","party_id") REFERENCES "public"."parties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD CONSTRAINT "activity_speeches_organization_id_sector_id_sectors_organization_id_id_fk" FOREIGN KEY ("organization_id","sector_id") REFERENCES "public"."sectors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD CONSTRAINT "activity_speeches_organization_id_special_committee_id_special_committees_organization_id_id_fk" FOREIGN KEY ("organization_id","special_committee_id") REFERENCES "public"."special_committees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD CONSTRAINT "activity_speeches_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_kind_id_activity_kinds_organization_id_id_fk" FOREIGN KEY ("organization_id","kind_id") REFERENCES "public"."activity_kinds"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_parent_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","parent_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_session_id_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","session_id") REFERENCES "public"."sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_special_committee_id_special_committees_organization_id_id_fk" FOREIGN KEY ("organization_id","special_committee_id") REFERENCES "public"."special_committees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_half_days" ADD CONSTRAINT "activity_half_days_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_invitations" ADD CONSTRAINT "activity_invitations_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_invitations" ADD CONSTRAINT "activity_invitations_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_leave_half_days" ADD CONSTRAINT "activity_leave_half_days_organization_id_leave_request_id_activity_leave_requests_organization_id_id_fk" FOREIGN KEY ("organization_id","leave_request_id") REFERENCES "public"."activity_leave_requests"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_leave_half_days" ADD CONSTRAINT "activity_leave_half_days_organization_id_half_day_id_activity_half_days_organization_id_id_fk" FOREIGN KEY ("organization_id","half_day_id") REFERENCES "public"."activity_half_days"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_leave_requests" ADD CONSTRAINT "activity_leave_requests_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_leave_requests" ADD CONSTRAINT "activity_leave_requests_organization_id_invitation_id_activity_invitations_organization_id_id_fk" FOREIGN KEY ("organization_id","invitation_id") REFERENCES "public"."activity_invitations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_leave_requests" ADD CONSTRAINT "activity_leave_requests_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_leave_requests" ADD CONSTRAINT "activity_leave_requests_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_delegations" ADD CONSTRAINT "activity_delegations_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_subjects" ADD CONSTRAINT "activity_subjects_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_subjects" ADD CONSTRAINT "activity_subjects_organization_id_subject_id_visit_subjects_organization_id_id_fk" FOREIGN KEY ("organization_id","subject_id") REFERENCES "public"."visit_subjects"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_kinds" ADD CONSTRAINT "activity_kinds_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_materials_file" ON "activity_materials" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "activity_attendance_corrections_attendance" ON "activity_attendance_corrections" USING btree ("organization_id","attendance_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_attendances_activity" ON "activity_attendances" USING btree ("organization_id","activity_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_attendances_status" ON "activity_attendances" USING btree ("organization_id","activity_id","status","id");--> statement-breakpoint
CREATE INDEX "activity_attendances_member" ON "activity_attendances" USING btree ("organization_id","member_id","created_at","id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_account" ON "calendar_feeds" USING btree ("organization_id","account_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one" ON "calendar_feeds" USING btree ("organization_id","account_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "activity_outcome_members_member" ON "activity_outcome_members" USING btree ("organization_id","member_id","outcome_id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_created" ON "activity_outcomes" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_activity" ON "activity_outcomes" USING btree ("organization_id","activity_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_kind" ON "activity_outcomes" USING btree ("organization_id","kind","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_due" ON "activity_outcomes" USING btree ("organization_id","listed_due_on","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_state" ON "activity_outcomes" USING btree ("organization_id","state","listed_due_on","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_topic" ON "activity_outcomes" USING btree ("organization_id","research_topic_id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_problem" ON "activity_outcomes" USING btree ("organization_id","problem_id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_unit" ON "activity_outcomes" USING btree ("organization_id","owner_unit_id","listed_due_on","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_member" ON "activity_outcomes" USING btree ("organization_id","owner_member_id","listed_due_on","id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_file" ON "activity_outcomes" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "activity_outcomes_proof_file" ON "activity_outcomes" USING btree ("organization_id","proof_file_id");--> statement-breakpoint
CREATE INDEX "research_topics_created" ON "research_topics" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "research_topics_special_committee" ON "research_topics" USING btree ("organization_id","special_committee_id","created_at","id");--> statement-breakpoint
CREATE INDEX "research_trips_topic" ON "research_trips" USING btree ("organization_id","topic_id","activity_id");--> statement-breakpoint
CREATE INDEX "activity_speeches_created" ON "activity_speeches" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_speeches_activity" ON "activity_speeches" USING btree ("organization_id","activity_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_speeches_member" ON "activity_speeches" USING btree ("organization_id","member_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_speeches_state" ON "activity_speeches" USING btree ("organization_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_speeches_party" ON "activity_speeches" USING btree ("organization_id","party_id");--> statement-breakpoint
CREATE INDEX "activity_speeches_sector" ON "activity_speeches" USING btree ("organization_id","sector_id");--> statement-breakpoint
CREATE INDEX "activity_speeches_special_committee" ON "activity_speeches" USING btree ("organization_id","special_committee_id");--> statement-breakpoint
CREATE INDEX "activity_speeches_file" ON "activity_speeches" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "activities_starts" ON "activities" USING btree ("organization_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "activities_kind" ON "activities" USING btree ("organization_id","kind_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "activities_state" ON "activities" USING btree ("organization_id","state","starts_at","id");--> statement-breakpoint
CREATE INDEX "activities_place" ON "activities" USING btree ("organization_id","place","starts_at");--> statement-breakpoint
CREATE INDEX "activities_parent" ON "activities" USING btree ("organization_id","parent_id","starts_at");--> statement-breakpoint
CREATE INDEX "activities_session" ON "activities" USING btree ("organization_id","session_id");--> statement-breakpoint
CREATE INDEX "activities_special_committee" ON "activities" USING btree ("organization_id","special_committee_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "activities_created" ON "activities" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activities_joins" ON "activities" USING btree ("joins_organization_id","joins_activity_id");--> statement-breakpoint
CREATE INDEX "activity_invitations_of" ON "activity_invitations" USING btree ("organization_id","member_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_invitations_state" ON "activity_invitations" USING btree ("organization_id","activity_id","state","id");--> statement-breakpoint
CREATE INDEX "activity_leave_half_days_half_day" ON "activity_leave_half_days" USING btree ("organization_id","half_day_id");--> statement-breakpoint
CREATE INDEX "activity_leave_requests_activity" ON "activity_leave_requests" USING btree ("organization_id","activity_id","state","id");--> statement-breakpoint
CREATE INDEX "activity_leave_requests_invitation" ON "activity_leave_requests" USING btree ("organization_id","invitation_id");--> statement-breakpoint
CREATE INDEX "activity_leave_requests_member" ON "activity_leave_requests" USING btree ("organization_id","member_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_leave_requests_file" ON "activity_leave_requests" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "activity_leave_requests_state" ON "activity_leave_requests" USING btree ("organization_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_delegations_activity" ON "activity_delegations" USING btree ("organization_id","activity_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_subjects_subject" ON "activity_subjects" USING btree ("organization_id","subject_id","activity_id");--> statement-breakpoint
CREATE UNIQUE INDEX "visit_subjects_credit_code" ON "visit_subjects" USING btree ("organization_id","credit_code");--> statement-breakpoint
CREATE INDEX "visit_subjects_created" ON "visit_subjects" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "visit_subjects_kind" ON "visit_subjects" USING btree ("organization_id","kind","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_kinds_rank" ON "activity_kinds" USING btree ("organization_id","rank","id");