-- For every unit of one period's season and each released period up to it: was it there, was it open, how deep, and down to which depth goes the measure?
SELECT
	now.unit_id,
	now.name,
	periods.period,
	then_.depth,
	coalesce(then_.pools, 0) > 0 AS open,
	coalesce(plans.max_depth, -1)::DOUBLE AS max_depth
FROM periods
JOIN units AS now ON now.season = (SELECT season FROM periods WHERE period = $period)
LEFT JOIN units AS then_ ON then_.season = periods.season AND then_.unit_id = now.unit_id
LEFT JOIN plans ON plans.season = periods.season AND plans.measure = $measure
WHERE periods.place <= (SELECT place FROM periods WHERE period = $period)
ORDER BY now.place, periods.place
