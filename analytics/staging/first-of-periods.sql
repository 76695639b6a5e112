-- Where does each period come first?
SELECT coalesce(period, '') AS period, min(record) AS record FROM numbered GROUP BY 1 ORDER BY record
