-- Which ids may a voice carry? Closed types, so that a text that is none of them becomes NULL when it is cast.
-- Given: units(unit_id, position, pool), categories(measure, category, slot).
CREATE TYPE unit_code AS ENUM (SELECT unit_id FROM units ORDER BY position);
CREATE TYPE valence_code AS ENUM (SELECT category FROM categories WHERE measure = 'valence' ORDER BY slot);
CREATE TYPE emotion_code AS ENUM (SELECT category FROM categories WHERE measure = 'emotion' ORDER BY slot);
CREATE TYPE difficulty_code AS ENUM (SELECT category FROM categories WHERE measure = 'difficulty' ORDER BY slot);

-- Every way to write at most three different factors, with one bit for each factor.
CREATE TABLE factor_sets AS
WITH one AS (
	SELECT category AS id, 1 << (slot - min(slot) OVER ()) AS bits
	FROM categories WHERE measure = 'factor'
)
SELECT '' AS factors, 0 AS bits
UNION ALL SELECT id, bits FROM one
UNION ALL SELECT a.id || '|' || b.id, a.bits | b.bits
	FROM one a JOIN one b ON a.id <> b.id
UNION ALL SELECT a.id || '|' || b.id || '|' || c.id, a.bits | b.bits | c.bits
	FROM one a JOIN one b ON a.id <> b.id JOIN one c ON c.id NOT IN (a.id, b.id);
CREATE TYPE factors_code AS ENUM (SELECT factors FROM factor_sets ORDER BY factors);
CREATE TABLE factor_bits AS
SELECT enum_code(factors::factors_code)::INTEGER AS code, bits::INTEGER AS bits FROM factor_sets;
