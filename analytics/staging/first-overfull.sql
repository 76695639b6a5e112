-- Where is the first voice that is one more than the people of its pool? Given: overfull(period, pool, eligible).
SELECT min(record) AS record, 'unit_id' AS field, 'overfull' AS problem
FROM (
	SELECT
		record,
		overfull.eligible,
		row_number() OVER (PARTITION BY overfull.period, overfull.pool ORDER BY record) AS time
	FROM numbered
	JOIN units ON units.unit_id = numbered.unit_id
	JOIN overfull ON overfull.period = numbered.period AND overfull.pool = units.pool
)
WHERE time > eligible
