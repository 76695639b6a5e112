-- In each released period, was the unit there, was it open, had it a row, and down to which depth goes the measure?
SELECT
	periods.period,
	units.name,
	units.depth,
	coalesce(units.pools, 0) > 0 AS open,
	coalesce(plans.max_depth, -1)::DOUBLE AS max_depth
FROM periods
LEFT JOIN units ON units.season = periods.season AND units.unit_id = $unit
LEFT JOIN plans ON plans.season = periods.season AND plans.measure = $measure
ORDER BY periods.place
