CREATE TABLE "activity_outcome_urges" (
	"organization_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"outcome_id" uuid NOT NULL,
	"words" text NOT NULL,
	"urged_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_outcome_urges_organization_id_id_pk" PRIMARY KEY("organization_id","id")
);
--> statement-breakpoint
ALTER TABLE "activity_outcomes" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "activity_outcome_urges" ADD CONSTRAINT "activity_outcome_urges_organization_id_outcome_id_activity_outcomes_organization_id_id_fk" FOREIGN KEY ("organization_id","outcome_id") REFERENCES "public"."activity_outcomes"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activity_outcome_urges_outcome" ON "activity_outcome_urges" USING btree ("organization_id","outcome_id","created_at","id");
--> statement-breakpoint
-- When it was last changed is known of none before; that it was entered is.
update activity_outcomes set updated_at = created_at;
--> statement-breakpoint
call protect_tenant_table('activity_outcome_urges');
--> statement-breakpoint
-- What was said stays said.
revoke update, delete on activity_outcome_urges from cppcc_runtime;
