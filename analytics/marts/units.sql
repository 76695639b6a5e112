-- Which units did each season have, where, and was a pool at or below them?
CREATE TABLE units AS
WITH RECURSIVE listed AS (
	SELECT
		payload ->> '$.season' AS season,
		unnest(from_json(payload -> '$.units', '[{"unit":"VARCHAR","parent":"VARCHAR","name":"VARCHAR","eligible":"INTEGER"}]')) AS u,
		unnest(range(json_array_length(payload -> '$.units')::BIGINT)) AS place
	FROM ledger WHERE kind = 'season'
),
flat AS (
	SELECT season, u.unit AS unit_id, u.parent AS parent_id, u.name AS name, u.eligible AS eligible, place::INTEGER AS place
	FROM listed
),
placed AS (
	SELECT season, unit_id, 0 AS depth FROM flat WHERE parent_id IS NULL
	UNION ALL
	SELECT flat.season, flat.unit_id, placed.depth + 1
	FROM placed JOIN flat ON flat.season = placed.season AND flat.parent_id = placed.unit_id
),
pools AS (
	SELECT payload ->> '$.season' AS season, unnest(from_json(payload -> '$.pools', '[{"pool":"VARCHAR"}]')).pool AS unit_id
	FROM ledger WHERE kind = 'season'
),
opened AS (
	SELECT season, unit_id, unit_id AS pool FROM pools
	UNION ALL
	SELECT flat.season, flat.parent_id, opened.pool
	FROM opened JOIN flat ON flat.season = opened.season AND flat.unit_id = opened.unit_id
	WHERE flat.parent_id IS NOT NULL
),
pooled AS (SELECT season, unit_id, count(*)::INTEGER AS pools FROM opened GROUP BY ALL)
SELECT flat.*, placed.depth::INTEGER AS depth, coalesce(pooled.pools, 0) AS pools
FROM flat
JOIN placed USING (season, unit_id)
LEFT JOIN pooled USING (season, unit_id);
