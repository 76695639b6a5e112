-- To which season does a released period belong?
SELECT season, k FROM periods WHERE period = $period
