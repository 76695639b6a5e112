CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_on" date NOT NULL,
	"updated_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_on" date NOT NULL,
	"token" text NOT NULL,
	"created_on" date NOT NULL,
	"updated_on" date NOT NULL,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean NOT NULL,
	"image" text,
	"created_on" date NOT NULL,
	"updated_on" date NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_on" date NOT NULL,
	"updated_on" date NOT NULL,
	CONSTRAINT "verification_identifier_unique" UNIQUE("identifier")
);
--> statement-breakpoint
CREATE TABLE "ledger" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payload" text NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"decision_id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text NOT NULL,
	"proposed_on" date NOT NULL,
	"adopted_on" date
);
--> statement-breakpoint
CREATE TABLE "decision_approval" (
	"decision_id" text NOT NULL,
	"person_id" text NOT NULL,
	"side" text NOT NULL,
	"approved_on" date NOT NULL,
	CONSTRAINT "decision_approval_decision_id_person_id_pk" PRIMARY KEY("decision_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"lang" text NOT NULL,
	"k" integer NOT NULL,
	"period_kind" text NOT NULL,
	"plan" jsonb NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	CONSTRAINT "organisation_single" CHECK ("organisation"."id" = 1),
	CONSTRAINT "organisation_k" CHECK ("organisation"."k" >= 5)
);
--> statement-breakpoint
CREATE TABLE "person" (
	"person_id" text PRIMARY KEY NOT NULL,
	"mail" text,
	"name" text NOT NULL,
	"unit_id" text NOT NULL,
	"lang" text,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"side" text,
	"unit_id" text,
	CONSTRAINT "role_grant_person_id_role_pk" PRIMARY KEY("person_id","role")
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"unit_id" text PRIMARY KEY NOT NULL,
	"parent_id" text,
	"name" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ballot_issue" (
	"round_id" text NOT NULL,
	"person_id" text NOT NULL,
	"request_hash" text NOT NULL,
	CONSTRAINT "ballot_issue_round_id_person_id_pk" PRIMARY KEY("round_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"round_id" text NOT NULL,
	"serial" text NOT NULL,
	"version" integer NOT NULL,
	"pool_id" text NOT NULL,
	"seal" "bytea" NOT NULL,
	CONSTRAINT "inbox_round_id_serial_version_pk" PRIMARY KEY("round_id","serial","version")
);
--> statement-breakpoint
CREATE TABLE "round" (
	"round_id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"season_id" text NOT NULL,
	"period" text NOT NULL,
	"opens" date NOT NULL,
	"closes" date NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "season" (
	"season_id" text PRIMARY KEY NOT NULL,
	"first_period" text NOT NULL,
	"last_period" text NOT NULL,
	"key_list" text NOT NULL,
	"key_list_hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "season_person" (
	"season_id" text NOT NULL,
	"person_id" text NOT NULL,
	"pool_id" text,
	CONSTRAINT "season_person_season_id_person_id_pk" PRIMARY KEY("season_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "season_unit" (
	"season_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"parent_id" text,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"eligible" integer NOT NULL,
	CONSTRAINT "season_unit_season_id_unit_id_pk" PRIMARY KEY("season_id","unit_id")
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user" ADD CONSTRAINT "user_id_person_person_id_fk" FOREIGN KEY ("id") REFERENCES "public"."person"("person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_approval" ADD CONSTRAINT "decision_approval_decision_id_decision_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."decision"("decision_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_approval" ADD CONSTRAINT "decision_approval_person_id_person_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_unit_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("unit_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_person_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_unit_id_unit_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("unit_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_unit_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."unit"("unit_id") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "ballot_issue" ADD CONSTRAINT "ballot_issue_round_id_round_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."round"("round_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_issue" ADD CONSTRAINT "ballot_issue_person_id_person_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbox" ADD CONSTRAINT "inbox_round_id_round_round_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."round"("round_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "round" ADD CONSTRAINT "round_season_id_season_season_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."season"("season_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_person" ADD CONSTRAINT "season_person_season_id_season_season_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."season"("season_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_person" ADD CONSTRAINT "season_person_person_id_person_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("person_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "season_unit" ADD CONSTRAINT "season_unit_season_id_season_season_id_fk" FOREIGN KEY ("season_id") REFERENCES "public"."season"("season_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_provider" ON "account" USING btree ("provider_id","account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_mail" ON "person" USING btree (lower("mail"));--> statement-breakpoint
CREATE INDEX "round_state" ON "round" USING btree ("state");