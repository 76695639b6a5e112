-- Down to which depth goes each measure in the season of a period?
SELECT measure, max_depth::DOUBLE AS max_depth
FROM plans JOIN periods USING (season)
WHERE period = $period
