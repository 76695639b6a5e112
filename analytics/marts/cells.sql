-- What was published: (period, unit, measure, category) -> noisy count.
CREATE TABLE cells AS
WITH published AS (
	SELECT
		payload ->> '$.period' AS period,
		payload ->> '$.unit' AS unit_id,
		unnest(map_entries(from_json(payload -> '$.counts', '"MAP(VARCHAR, MAP(VARCHAR, INTEGER))"'))) AS measure
	FROM ledger WHERE kind = 'cells'
),
opened AS (
	SELECT period, unit_id, measure.key AS measure, unnest(map_entries(measure.value)) AS category
	FROM published
)
SELECT period, unit_id, measure, category.key AS category, category.value AS count
FROM opened
ORDER BY unit_id, measure, period, category;
