-- Which periods were released, under which parameters? Given: ledger(seq, kind, payload).
CREATE TABLE periods AS
SELECT
	payload ->> '$.period' AS period,
	payload ->> '$.season' AS season,
	(payload ->> '$.k')::INTEGER AS k,
	(payload ->> '$.malformed')::INTEGER AS malformed,
	(row_number() OVER (ORDER BY seq))::INTEGER AS place
FROM ledger
WHERE kind = 'release';

-- Down to which depth was each measure published in each season?
CREATE TABLE plans AS
SELECT payload ->> '$.season' AS season, entry.key AS measure, entry.value::BIGINT AS max_depth
FROM ledger, json_each(payload -> '$.plan') AS entry
WHERE kind = 'season';
