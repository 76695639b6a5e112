-- Which record of the file is it? Only made when a check has failed; the order of the file is kept.
CREATE OR REPLACE VIEW numbered AS
SELECT (row_number() OVER ())::INTEGER AS record, * FROM voices
