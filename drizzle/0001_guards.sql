-- Written by hand: what the database itself must refuse, whatever the code above it does.

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'the ledger is append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON "ledger"
	FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
--> statement-breakpoint
CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON "ledger"
	FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_seq" CHECK ("seq" >= 0);
--> statement-breakpoint
ALTER TABLE "ledger" ADD CONSTRAINT "ledger_hashes" CHECK ("hash" ~ '^[0-9a-f]{64}$' AND "prev_hash" ~ '^[0-9a-f]{64}$');
--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_not_own_parent" CHECK ("parent_id" <> "unit_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "unit_one_root" ON "unit" (("parent_id" IS NULL)) WHERE "parent_id" IS NULL;
--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_role" CHECK ("role" IN ('employee', 'committee', 'administrator'));
--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_side" CHECK (("role" = 'committee') = ("side" IS NOT NULL) AND ("side" IS NULL OR "side" IN ('hr', 'staff', 'other')));
--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_scope" CHECK ("role" = 'committee' OR "unit_id" IS NULL);
--> statement-breakpoint
ALTER TABLE "decision" ADD CONSTRAINT "decision_state" CHECK ("state" IN ('proposed', 'adopted', 'withdrawn') AND ("state" = 'adopted') = ("adopted_on" IS NOT NULL));
--> statement-breakpoint
ALTER TABLE "decision_approval" ADD CONSTRAINT "decision_approval_side" CHECK ("side" IN ('hr', 'staff', 'other'));
--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_lang" CHECK ("lang" IN ('fr', 'en'));
--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_period" CHECK ("period_kind" IN ('month', 'week', 'fortnight'));
--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_lang" CHECK ("lang" IS NULL OR "lang" IN ('fr', 'en'));
--> statement-breakpoint
ALTER TABLE "season_unit" ADD CONSTRAINT "season_unit_eligible" CHECK ("eligible" >= 0);
--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_days" CHECK ("closes" > "opens");
--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_state" CHECK ("state" IN ('planned', 'open', 'closing', 'released'));
--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_version" CHECK ("version" BETWEEN 1 AND 999);
