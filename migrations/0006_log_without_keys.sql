ALTER TABLE "change_log" DROP CONSTRAINT "change_log_organization_id_change_streams_organization_id_fk";
--> statement-breakpoint
ALTER TABLE "change_payloads" DROP CONSTRAINT "change_payloads_organization_id_epoch_seq_change_log_organization_id_epoch_seq_fk";
