-- Where is the first voice whose valence is no known id?
SELECT min(record) AS record, 'valence' AS field, 'unknown-id' AS problem
FROM numbered
WHERE TRY_CAST(valence AS valence_code) IS NULL
