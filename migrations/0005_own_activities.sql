ALTER TABLE "activities" DROP CONSTRAINT "activities_state";--> statement-breakpoint
ALTER TABLE "activity_speeches" ADD COLUMN "entered_by" uuid;--> statement-breakpoint
ALTER TABLE "activities" ADD COLUMN "member_id" uuid;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_member_id_members_organization_id_id_fk" FOREIGN KEY ("organization_id","member_id") REFERENCES "public"."members"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activities_member" ON "activities" USING btree ("organization_id","member_id","starts_at","id");--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_submitted" CHECK (state not in ('SUBMITTED', 'RETURNED') or member_id is not null);--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_state" CHECK (state in ('PLANNED', 'NOTIFIED', 'HELD', 'CLOSED', 'CANCELLED', 'SUBMITTED', 'RETURNED'));