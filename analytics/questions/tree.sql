-- What does the organisation look like, as frozen for a season (the latest released one by default)?
SELECT season, unit_id, parent_id, name, depth, eligible, pools > 0 AS open
FROM units
WHERE season = coalesce($season, (SELECT season FROM periods ORDER BY place DESC LIMIT 1))
ORDER BY place
