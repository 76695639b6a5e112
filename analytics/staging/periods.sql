-- Which periods are there?
SELECT coalesce(period, '') AS period, count(*)::INTEGER AS voices FROM coded GROUP BY period
