-- Where is the first voice whose factors are not at most three different known ids, and what is wrong with them?
WITH bad AS (
	SELECT record, string_split(factors, '|') AS ids
	FROM numbered
	WHERE TRY_CAST(coalesce(factors, '') AS factors_code) IS NULL
	ORDER BY record LIMIT 1
)
SELECT
	record,
	'factors' AS field,
	CASE
		WHEN list_has_all((SELECT list(category) FROM categories WHERE measure = 'factor'), ids) IS NOT TRUE
			THEN 'unknown-id'
		WHEN len(list_distinct(ids)) < len(ids) THEN 'twice'
		ELSE 'too-many'
	END AS problem
FROM bad
