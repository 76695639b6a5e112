-- How did one measure go in every unit of one period's season, period by period up to it? Masked periods have no cells.
SELECT unit_id, cells.period, category, count, voices, atoms
FROM cells
JOIN rows USING (period, unit_id)
JOIN periods USING (period)
WHERE measure = $measure
	AND periods.place <= (SELECT place FROM periods WHERE period = $period)
	AND unit_id IN (
		SELECT unit_id FROM units WHERE season = (SELECT season FROM periods WHERE period = $period)
	)
