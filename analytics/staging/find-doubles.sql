-- Which (period, voice) may stand there twice? By hash, one part of $parts at a time to bound memory; looked at exactly
-- when the first is located. Given: doubled(mark).
INSERT INTO doubled
SELECT mark
FROM coded
WHERE mark % $parts::UBIGINT = $part::UBIGINT
GROUP BY mark
HAVING count(*) > 1
