CREATE TABLE "journal" (
	"person_id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"week" text NOT NULL,
	"slots" jsonb NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "journal_size" CHECK (octet_length("journal"."sealed") in (16384, 65536, 262144)),
	CONSTRAINT "journal_version" CHECK ("journal"."version" >= 1),
	CONSTRAINT "journal_week" CHECK ("journal"."week" ~ '^[0-9]{4}-W[0-9]{2}$')
);
--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_person_id_person_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("person_id") ON DELETE no action ON UPDATE no action;