-- Where is the first voice whose difficulty is no known id?
SELECT min(record) AS record, 'difficulty' AS field, 'unknown-id' AS problem
FROM numbered
WHERE TRY_CAST(difficulty AS difficulty_code) IS NULL
