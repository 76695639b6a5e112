-- Where is the first voice without an id?
SELECT min(record) AS record, 'voice' AS field, 'missing' AS problem
FROM numbered
WHERE coalesce(voice, '') = ''
