CREATE TABLE "duty_evidence" (
	"organization_id" bigint NOT NULL,
	"record_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"rank" integer NOT NULL,
	CONSTRAINT "duty_evidence_organization_id_record_id_file_id_pk" PRIMARY KEY("organization_id","record_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "duty_records" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"category" text NOT NULL,
	"title" text NOT NULL,
	"occurred_on" date NOT NULL,
	"facts" jsonb NOT NULL,
	"state" text NOT NULL,
	"source_type" text DEFAULT 'ENTRY' NOT NULL,
	"source_id" uuid,
	"recorded_by" uuid NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"reason" text,
	"reverses_id" uuid,
	"replaces_id" uuid,
	"score_year" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "duty_records_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "duty_records_state" CHECK (state in ('PENDING', 'CONFIRMED', 'RETURNED', 'WITHDRAWN', 'REVERSED', 'REVERSAL')),
	CONSTRAINT "duty_records_decision" CHECK ((state in ('PENDING', 'WITHDRAWN')) = (decided_at is null))
);
--> statement-breakpoint
CREATE TABLE "files" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" "bytea" NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "files_size" CHECK (size >= 0)
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"login" text NOT NULL,
	"display_name" text NOT NULL,
	"person_id" uuid,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"password_hash" text,
	"password_changed_at" timestamp with time zone,
	"password_history" text[] DEFAULT '{}' NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"totp_secret_sealed" text,
	"totp_last_step" integer,
	"totp_confirmed_at" timestamp with time zone,
	"recovery_code_hashes" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "accounts_login" UNIQUE("organization_id","login"),
	CONSTRAINT "accounts_status" CHECK (status in ('ACTIVE', 'SUSPENDED'))
);
--> statement-breakpoint
CREATE TABLE "personal_access_tokens" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "personal_access_tokens_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "personal_access_tokens_hash" UNIQUE("organization_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "refresh_tokens" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "refresh_tokens_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "refresh_tokens_hash" UNIQUE("organization_id","token_hash")
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"account_organization_id" bigint NOT NULL,
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"valid_from" timestamp with time zone DEFAULT now() NOT NULL,
	"valid_until" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_grants_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "role_grants_range" CHECK (valid_until is null or valid_until >= valid_from)
);
--> statement-breakpoint
CREATE TABLE "sign_in_names" (
	"login" text PRIMARY KEY NOT NULL,
	"organization_id" bigint NOT NULL,
	"account_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_sessions" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_reason" text,
	CONSTRAINT "sign_in_sessions_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
CREATE TABLE "member_positions" (
	"organization_id" bigint NOT NULL,
	"member_id" uuid NOT NULL,
	"position_id" uuid NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "member_positions_organization_id_member_id_position_id_pk" PRIMARY KEY("organization_id","member_id","position_id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"term_id" uuid NOT NULL,
	"sector_id" uuid,
	"special_committee_id" uuid,
	"is_standing" boolean DEFAULT false NOT NULL,
	"work_unit" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'ACTIVE' NOT NULL,
	"joined_on" date NOT NULL,
	"joined_by" text DEFAULT 'TERM' NOT NULL,
	"left_on" date,
	"left_reason" text,
	"remarks" text DEFAULT '' NOT NULL,
	"pinyin" text NOT NULL,
	"search_text" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "members_seat" UNIQUE("organization_id","person_id","term_id"),
	CONSTRAINT "members_status" CHECK (status in ('ACTIVE', 'RESIGNED', 'REMOVED', 'DECEASED', 'TERM_ENDED')),
	CONSTRAINT "members_joined_by" CHECK (joined_by in ('TERM', 'BY_ELECTION')),
	CONSTRAINT "members_left" CHECK ((status = 'ACTIVE') = (left_on is null))
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"pinyin" text NOT NULL,
	"initials" text NOT NULL,
	"sex" text,
	"ethnicity" text,
	"birth_year" smallint,
	"birth_month" smallint,
	"birth_day" smallint,
	"party_id" uuid,
	"phone_sealed" text,
	"phone_masked" text,
	"phone_lookup" text,
	"identity_number_sealed" text,
	"identity_number_masked" text,
	"identity_lookup" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "persons_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "persons_sex" CHECK (sex in ('MALE', 'FEMALE')),
	CONSTRAINT "persons_birth" CHECK (birth_month between 1 and 12 and birth_day between 1 and 31)
);
--> statement-breakpoint
CREATE TABLE "assigning_offices" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assigning_offices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "assigning_offices_code" UNIQUE("organization_id","code"),
	CONSTRAINT "assigning_offices_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"organization_id" bigint NOT NULL,
	"parent_id" bigint,
	"path" text NOT NULL,
	"level" text NOT NULL,
	"region_code" text NOT NULL,
	"name" text NOT NULL,
	"short_name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_organization_id_pk" PRIMARY KEY("organization_id"),
	CONSTRAINT "organizations_level" CHECK (level in ('NATIONAL', 'PROVINCE', 'CITY', 'COUNTY')),
	CONSTRAINT "organizations_region_code" CHECK (region_code ~ '^[0-9]{6}$')
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parties_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "parties_code" UNIQUE("organization_id","code"),
	CONSTRAINT "parties_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"key" text NOT NULL,
	"effective_from" date NOT NULL,
	"value" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "policies_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "policies_effective" UNIQUE("organization_id","key","effective_from")
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "positions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "positions_code" UNIQUE("organization_id","code"),
	CONSTRAINT "positions_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "sectors" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sectors_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "sectors_code" UNIQUE("organization_id","code"),
	CONSTRAINT "sectors_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"term_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "sessions_number" UNIQUE("organization_id","term_id","number"),
	CONSTRAINT "sessions_range" CHECK (ends_on >= starts_on)
);
--> statement-breakpoint
CREATE TABLE "special_committees" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "special_committees_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "special_committees_code" UNIQUE("organization_id","code"),
	CONSTRAINT "special_committees_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"starts_on" date NOT NULL,
	"ends_on" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "terms_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "terms_number" UNIQUE("organization_id","number"),
	CONSTRAINT "terms_range" CHECK (ends_on is null or ends_on > starts_on)
);
--> statement-breakpoint
CREATE TABLE "undertaking_units" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" text[] DEFAULT '{}' NOT NULL,
	"rank" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"assigning_office_id" uuid,
	CONSTRAINT "undertaking_units_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "undertaking_units_code" UNIQUE("organization_id","code"),
	CONSTRAINT "undertaking_units_name" UNIQUE("organization_id","name")
);
--> statement-breakpoint
CREATE TABLE "change_log" (
	"organization_id" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"seq" bigint NOT NULL,
	"record_type" text NOT NULL,
	"record_id" uuid,
	"version" integer NOT NULL,
	"op" text NOT NULL,
	"action" text NOT NULL,
	"schema_version" integer NOT NULL,
	"actor_id" uuid,
	"request_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"payload_hash" "bytea" NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "change_log_organization_id_epoch_seq_pk" PRIMARY KEY("organization_id","epoch","seq"),
	CONSTRAINT "change_log_op" CHECK (op in ('CREATE', 'UPDATE', 'DELETE', 'READ', 'REFUSED'))
);
--> statement-breakpoint
CREATE TABLE "change_payloads" (
	"organization_id" bigint NOT NULL,
	"epoch" integer NOT NULL,
	"seq" bigint NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "change_payloads_organization_id_epoch_seq_pk" PRIMARY KEY("organization_id","epoch","seq")
);
--> statement-breakpoint
CREATE TABLE "change_streams" (
	"organization_id" bigint NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"head_hash" "bytea" DEFAULT '\x'::bytea NOT NULL,
	CONSTRAINT "change_streams_organization_id_pk" PRIMARY KEY("organization_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"organization_id" bigint NOT NULL,
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"command" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"result" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_organization_id_account_id_key_pk" PRIMARY KEY("organization_id","account_id","key")
);
--> statement-breakpoint
ALTER TABLE "duty_evidence" ADD CONSTRAINT "duty_evidence_organization_id_record_id_duty_records_organization_id_id_fk" FOREIGN KEY ("organization_id","record_id") REFERENCES "public"."duty_records"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_evidence" ADD CONSTRAINT "duty_evidence_organization_id_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_records" ADD CONSTRAINT "duty_records_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_records" ADD CONSTRAINT "duty_records_organization_id_reverses_id_duty_records_organization_id_id_fk" FOREIGN KEY ("organization_id","reverses_id") REFERENCES "public"."duty_records"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_records" ADD CONSTRAINT "duty_records_organization_id_replaces_id_duty_records_organization_id_id_fk" FOREIGN KEY ("organization_id","replaces_id") REFERENCES "public"."duty_records"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personal_access_tokens" ADD CONSTRAINT "personal_access_tokens_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_organization_id_session_id_sign_in_sessions_organization_id_id_fk" FOREIGN KEY ("organization_id","session_id") REFERENCES "public"."sign_in_sessions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_sessions" ADD CONSTRAINT "sign_in_sessions_organization_id_account_id_accounts_organization_id_id_fk" FOREIGN KEY ("organization_id","account_id") REFERENCES "public"."accounts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_positions" ADD CONSTRAINT "member_positions_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_positions" ADD CONSTRAINT "member_positions_organization_id_position_id_positions_organization_id_id_fk" FOREIGN KEY ("organization_id","position_id") REFERENCES "public"."positions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_person_id_persons_organization_id_id_fk" FOREIGN KEY ("organization_id","person_id") REFERENCES "public"."persons"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_term_id_terms_organization_id_id_fk" FOREIGN KEY ("organization_id","term_id") REFERENCES "public"."terms"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_sector_id_sectors_organization_id_id_fk" FOREIGN KEY ("organization_id","sector_id") REFERENCES "public"."sectors"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_organization_id_special_committee_id_special_committees_organization_id_id_fk" FOREIGN KEY ("organization_id","special_committee_id") REFERENCES "public"."special_committees"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_organization_id_party_id_parties_organization_id_id_fk" FOREIGN KEY ("organization_id","party_id") REFERENCES "public"."parties"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assigning_offices" ADD CONSTRAINT "assigning_offices_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_parent_id_organizations_organization_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policies" ADD CONSTRAINT "policies_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sectors" ADD CONSTRAINT "sectors_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_term_id_terms_organization_id_id_fk" FOREIGN KEY ("organization_id","term_id") REFERENCES "public"."terms"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "special_committees" ADD CONSTRAINT "special_committees_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "undertaking_units" ADD CONSTRAINT "undertaking_units_organization_id_organizations_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "undertaking_units" ADD CONSTRAINT "undertaking_units_organization_id_assigning_office_id_assigning_offices_organization_id_id_fk" FOREIGN KEY ("organization_id","assigning_office_id") REFERENCES "public"."assigning_offices"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_log" ADD CONSTRAINT "change_log_organization_id_change_streams_organization_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."change_streams"("organization_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "change_payloads" ADD CONSTRAINT "change_payloads_organization_id_epoch_seq_change_log_organization_id_epoch_seq_fk" FOREIGN KEY ("organization_id","epoch","seq") REFERENCES "public"."change_log"("organization_id","epoch","seq") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_evidence_file" ON "duty_evidence" USING btree ("organization_id","file_id");--> statement-breakpoint
CREATE INDEX "duty_records_member" ON "duty_records" USING btree ("organization_id","member_id","occurred_on","id");--> statement-breakpoint
CREATE INDEX "duty_records_date" ON "duty_records" USING btree ("organization_id","occurred_on","id");--> statement-breakpoint
CREATE INDEX "duty_records_state" ON "duty_records" USING btree ("organization_id","state","occurred_on","id");--> statement-breakpoint
CREATE INDEX "duty_records_category" ON "duty_records" USING btree ("organization_id","category","occurred_on","id");--> statement-breakpoint
CREATE INDEX "duty_records_year" ON "duty_records" USING btree ("organization_id","score_year","occurred_on","id");--> statement-breakpoint
CREATE INDEX "duty_records_created" ON "duty_records" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_records_source" ON "duty_records" USING btree ("organization_id","source_type","source_id","member_id","category") WHERE source_id is not null and state in ('PENDING', 'CONFIRMED');--> statement-breakpoint
CREATE UNIQUE INDEX "duty_records_reverses" ON "duty_records" USING btree ("organization_id","reverses_id");--> statement-breakpoint
CREATE UNIQUE INDEX "duty_records_replaces" ON "duty_records" USING btree ("organization_id","replaces_id");--> statement-breakpoint
CREATE INDEX "files_content" ON "files" USING btree ("organization_id","sha256");--> statement-breakpoint
CREATE INDEX "files_uploader" ON "files" USING btree ("organization_id","uploaded_by","created_at","id");--> statement-breakpoint
CREATE INDEX "accounts_order" ON "accounts" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "accounts_name" ON "accounts" USING btree ("organization_id","display_name","id");--> statement-breakpoint
CREATE INDEX "accounts_person" ON "accounts" USING btree ("organization_id","person_id");--> statement-breakpoint
CREATE INDEX "personal_access_tokens_account" ON "personal_access_tokens" USING btree ("organization_id","account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "refresh_tokens_session" ON "refresh_tokens" USING btree ("organization_id","session_id");--> statement-breakpoint
CREATE INDEX "role_grants_account" ON "role_grants" USING btree ("account_organization_id","account_id");--> statement-breakpoint
CREATE INDEX "role_grants_order" ON "role_grants" USING btree ("organization_id","created_at","id");--> statement-breakpoint
CREATE INDEX "sign_in_sessions_account" ON "sign_in_sessions" USING btree ("organization_id","account_id","created_at","id");--> statement-breakpoint
CREATE INDEX "member_positions_position" ON "member_positions" USING btree ("organization_id","position_id");--> statement-breakpoint
CREATE INDEX "members_order" ON "members" USING btree ("organization_id","pinyin","id");--> statement-breakpoint
CREATE INDEX "members_joined" ON "members" USING btree ("organization_id","joined_on","id");--> statement-breakpoint
CREATE INDEX "members_term" ON "members" USING btree ("organization_id","term_id","pinyin","id");--> statement-breakpoint
CREATE INDEX "members_sector" ON "members" USING btree ("organization_id","sector_id","pinyin","id");--> statement-breakpoint
CREATE INDEX "members_committee" ON "members" USING btree ("organization_id","special_committee_id","pinyin","id");--> statement-breakpoint
CREATE UNIQUE INDEX "persons_identity" ON "persons" USING btree ("organization_id","identity_lookup");--> statement-breakpoint
CREATE INDEX "persons_same_person" ON "persons" USING btree ("identity_lookup") WHERE identity_lookup is not null;--> statement-breakpoint
CREATE INDEX "persons_name" ON "persons" USING btree ("organization_id","name");--> statement-breakpoint
CREATE INDEX "persons_party" ON "persons" USING btree ("organization_id","party_id");--> statement-breakpoint
CREATE INDEX "persons_phone" ON "persons" USING btree ("organization_id","phone_lookup");--> statement-breakpoint
CREATE INDEX "assigning_offices_rank" ON "assigning_offices" USING btree ("organization_id","rank","id");--> statement-breakpoint
CREATE INDEX "organizations_parent" ON "organizations" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "organizations_path" ON "organizations" USING btree ("path" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "parties_rank" ON "parties" USING btree ("organization_id","rank","id");--> statement-breakpoint
CREATE INDEX "positions_rank" ON "positions" USING btree ("organization_id","rank","id");--> statement-breakpoint
CREATE INDEX "sectors_rank" ON "sectors" USING btree ("organization_id","rank","id");--> statement-breakpoint
CREATE INDEX "special_committees_rank" ON "special_committees" USING btree ("organization_id","rank","id");--> statement-breakpoint
CREATE INDEX "undertaking_units_rank" ON "undertaking_units" USING btree ("organization_id","rank","id");--> statement-breakpoint
CREATE INDEX "undertaking_units_office" ON "undertaking_units" USING btree ("organization_id","assigning_office_id");--> statement-breakpoint
CREATE INDEX "change_log_record" ON "change_log" USING btree ("organization_id","record_type","record_id","epoch","seq");--> statement-breakpoint
CREATE INDEX "change_log_action" ON "change_log" USING btree ("organization_id","action","epoch","seq");--> statement-breakpoint
CREATE INDEX "change_log_actor" ON "change_log" USING btree ("organization_id","actor_id","epoch","seq");--> statement-breakpoint
CREATE INDEX "change_log_notable" ON "change_log" USING btree ("organization_id","op","epoch","seq") WHERE op in ('READ', 'REFUSED');--> statement-breakpoint
CREATE INDEX "idempotency_keys_age" ON "idempotency_keys" USING btree ("organization_id","created_at");