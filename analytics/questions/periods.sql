-- Which periods can be looked at?
SELECT period, season, k, malformed FROM periods ORDER BY place
