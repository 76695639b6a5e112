-- Where is the first voice whose emotion is no known id?
SELECT min(record) AS record, 'emotion' AS field, 'unknown-id' AS problem
FROM numbered
WHERE TRY_CAST(emotion AS emotion_code) IS NULL
