-- How did one measure of one unit go, period by period? Masked periods have no cells.
SELECT cells.period, category, count, voices, atoms
FROM cells JOIN rows USING (period, unit_id)
WHERE unit_id = $unit AND measure = $measure
