/** What it is held against: DuckDB alone, with its own defaults, in the fastest of the forms we tried; no rule, no check, no noise. */
import { DuckDBInstance } from '@duckdb/node-api';

const duck = await (await DuckDBInstance.create(':memory:')).connect();
await duck.run(`
	CREATE TABLE ancestors AS
	WITH RECURSIVE units AS (FROM read_csv('U.csv', header = true)),
	up AS (
		SELECT unit_id, unit_id AS ancestor FROM units
		UNION ALL
		SELECT up.unit_id, units.parent_id FROM up JOIN units ON units.unit_id = up.ancestor
		WHERE units.parent_id IS NOT NULL
	)
	FROM up;
	COPY (
		WITH voices AS MATERIALIZED (FROM read_csv('V.csv', header = true, all_varchar = true)),
		counted AS (
			SELECT period, unit_id, 'valence' AS measure, valence AS category, count(*) AS n FROM voices GROUP BY ALL
			UNION ALL SELECT period, unit_id, 'emotion', emotion, count(*) FROM voices GROUP BY ALL
			UNION ALL SELECT period, unit_id, 'difficulty', difficulty, count(*) FROM voices GROUP BY ALL
			UNION ALL SELECT period, unit_id, 'factor', factor, count(*)
				FROM (SELECT period, unit_id, unnest(string_split(factors, '|')) AS factor FROM voices) GROUP BY ALL
		)
		SELECT period, ancestor AS unit_id, measure, category, sum(n) AS count
		FROM counted JOIN ancestors USING (unit_id) GROUP BY ALL
	) TO 'bare.csv' (HEADER)`);
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
