-- What does each voice say, in codes? One pass over the file; NULL marks what is not as it should be.
-- Given: voices(period, unit_id, voice, valence, emotion, difficulty, factors), all text.
SELECT
	period,
	TRY_CAST(unit_id AS unit_code) AS unit_id,
	CASE WHEN voice <> '' THEN hash(period, voice) END AS mark,
	TRY_CAST(valence AS valence_code) AS valence,
	TRY_CAST(emotion AS emotion_code) AS emotion,
	TRY_CAST(difficulty AS difficulty_code) AS difficulty,
	TRY_CAST(coalesce(factors, '') AS factors_code) AS factors
FROM voices
