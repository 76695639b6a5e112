-- Where does a (period, voice) stand for the second time first? Given: doubled(mark).
SELECT min(record) AS record, 'voice' AS field, 'twice' AS problem
FROM (
	SELECT record, row_number() OVER (PARTITION BY period, voice ORDER BY record) AS time
	FROM numbered
	WHERE hash(period, voice) IN (SELECT mark FROM doubled)
)
WHERE time = 2
