-- How many voices stand behind each unit's row, and how many atoms' noise is in it?
-- A unit has an atom of its own where its row minus its visible children's rows is not all zero (DESIGN section 6).
-- Where no measure goes one level deeper, what lies below cannot be seen: then as many atoms as pools, at most, are assumed.
CREATE TABLE rows AS
WITH RECURSIVE placed AS (
	SELECT cells.*, periods.season, periods.k, units.parent_id, units.depth, units.pools
	FROM cells
	JOIN periods USING (period)
	JOIN units ON units.season = periods.season AND units.unit_id = cells.unit_id
),
below AS (
	SELECT period, parent_id AS unit_id, measure, category, sum(count) AS count
	FROM placed WHERE parent_id IS NOT NULL GROUP BY ALL
),
own AS (
	SELECT
		placed.period,
		placed.unit_id,
		bool_or(placed.count <> coalesce(below.count, 0)) AS has_atom
	FROM placed
	JOIN plans USING (season, measure)
	LEFT JOIN below USING (period, unit_id, measure, category)
	WHERE plans.max_depth > placed.depth
	GROUP BY placed.period, placed.unit_id
),
units_of AS (
	SELECT
		period, unit_id, any_value(season) AS season, any_value(parent_id) AS parent_id, any_value(k) AS k,
		any_value(pools) AS pools,
		sum(count) FILTER (measure = 'valence') AS valences,
		sum(count) FILTER (measure = 'difficulty') AS difficulties,
		sum(count) FILTER (measure = 'emotion') AS emotions
	FROM placed GROUP BY period, unit_id
),
atoms AS (
	SELECT period, unit_id, parent_id, CASE WHEN has_atom IS NULL THEN pools ELSE has_atom::INTEGER END AS atoms
	FROM units_of LEFT JOIN own USING (period, unit_id)
),
lifted AS (
	SELECT period, unit_id, parent_id, atoms FROM atoms WHERE atoms > 0
	UNION ALL
	SELECT lifted.period, up.unit_id, up.parent_id, lifted.atoms
	FROM lifted JOIN atoms AS up ON up.period = lifted.period AND up.unit_id = lifted.parent_id
)
SELECT
	units_of.period,
	units_of.unit_id,
	-- Every voice has one valence, one difficulty and one emotion (or none): where the first is not published, the next will do.
	greatest(k, coalesce(valences, difficulties, emotions, k))::INTEGER AS voices,
	coalesce(counted.atoms, 1)::INTEGER AS atoms
FROM units_of
LEFT JOIN (SELECT period, unit_id, sum(atoms) AS atoms FROM lifted GROUP BY ALL) AS counted USING (period, unit_id);
