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
ALTER TABLE "activity_attendance_corrections" ADD CONSTRAINT "activity_attendance_corrections_organization_id_attendance_id_activity_attendances_organization_id_id_fk" FOREIGN KEY ("organization_id","attendance_id") REFERENCES "public"."activity_attendances"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendances" ADD CONSTRAINT "activity_attendances_organization_id_activity_id_activities_organization_id_id_fk" FOREIGN KEY ("organization_id","activity_id") REFERENCES "public"."activities"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendances" ADD CONSTRAINT "activity_attendances_organization_id_half_day_id_activity_half_days_organization_id_id_fk" FOREIGN KEY ("organization_id","half_day_id") REFERENCES "public"."activity_half_days"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_attendances" ADD CONSTRAINT "activity_attendances_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "activity_kinds" ADD CONSTRAINT "activity_kinds_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_attendance_corrections_attendance" ON "activity_attendance_corrections" USING btree ("organization_id","attendance_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_attendances_activity" ON "activity_attendances" USING btree ("organization_id","activity_id","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_attendances_status" ON "activity_attendances" USING btree ("organization_id","activity_id","status","id");--> statement-breakpoint
CREATE INDEX "activity_attendances_member" ON "activity_attendances" USING btree ("organization_id","member_id","created_at","id");--> statement-breakpoint
CREATE INDEX "calendar_feeds_account" ON "calendar_feeds" USING btree ("organization_id","account_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_one" ON "calendar_feeds" USING btree ("organization_id","account_id") WHERE revoked_at is null;--> statement-breakpoint
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
CREATE INDEX "activity_leave_requests_state" ON "activity_leave_requests" USING btree ("organization_id","state","created_at","id");--> statement-breakpoint
CREATE INDEX "activity_kinds_rank" ON "activity_kinds" USING btree ("organization_id","rank","id");