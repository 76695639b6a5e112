-- What was published of some measures, for every unit, in one period? The group's size stands beside each value.
SELECT unit_id, measure, category, count, voices, atoms
FROM cells JOIN rows USING (period, unit_id)
WHERE period = $period AND list_contains($measures, measure)
