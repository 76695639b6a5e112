-- Where is the first voice of an unknown unit?
SELECT min(record) AS record, 'unit_id' AS field, 'unknown-unit' AS problem
FROM numbered
WHERE TRY_CAST(unit_id AS unit_code) IS NULL
