ALTER TABLE "proposal_feedback" DROP CONSTRAINT "proposal_feedback_once";--> statement-breakpoint
ALTER TABLE "proposal_feedback" ALTER COLUMN "member_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "proposal_feedback" ADD COLUMN "received_on" date;--> statement-breakpoint
ALTER TABLE "proposal_feedback" ADD COLUMN "sheet_file_id" uuid;--> statement-breakpoint
ALTER TABLE "proposal_feedback" ADD CONSTRAINT "proposal_feedback_organization_id_sheet_file_id_files_organization_id_id_fk" FOREIGN KEY ("organization_id","sheet_file_id") REFERENCES "public"."files"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposal_feedback_sheet" ON "proposal_feedback" USING btree ("organization_id","sheet_file_id");--> statement-breakpoint
ALTER TABLE "proposal_feedback" ADD CONSTRAINT "proposal_feedback_once" UNIQUE NULLS NOT DISTINCT("organization_id","reply_id","proposal_id","member_id");--> statement-breakpoint
ALTER TABLE "proposal_feedback" ADD CONSTRAINT "proposal_feedback_paper" CHECK (member_id is null or (received_on is null and sheet_file_id is null));