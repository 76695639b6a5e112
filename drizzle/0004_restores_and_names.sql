ALTER TABLE "organisation" ADD COLUMN "restored" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- Written by hand: names without control characters, separators of lines or marks of direction, whatever the code above does.
UPDATE "organisation" SET "name" = coalesce(nullif(trim(regexp_replace("name", '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+', ' ', 'g')), ''), '?');
--> statement-breakpoint
UPDATE "unit" SET "name" = coalesce(nullif(trim(regexp_replace("name", '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+', ' ', 'g')), ''), '?') WHERE "name" ~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]';
--> statement-breakpoint
UPDATE "person" SET "name" = coalesce(nullif(trim(regexp_replace("name", '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+', ' ', 'g')), ''), '?') WHERE "name" ~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]';
--> statement-breakpoint
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_name" CHECK ("name" !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]');
--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_name" CHECK ("name" !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]');
--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_name" CHECK ("name" !~ '[\u0001-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]');
