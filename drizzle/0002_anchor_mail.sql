ALTER TABLE "organisation" ADD COLUMN "anchor_mail" text;
--> statement-breakpoint
ALTER TABLE "round" DROP CONSTRAINT "round_state";
--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_state" CHECK ("state" IN ('planned', 'open', 'closing', 'released', 'restored'));
