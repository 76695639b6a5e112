-- Is any field of any voice not as it should be? One row: all voices, then those whose field is good.
SELECT
	count(*)::INTEGER AS voices,
	count(unit_id)::INTEGER AS unit_id,
	count(mark)::INTEGER AS voice,
	count(valence)::INTEGER AS valence,
	count(emotion)::INTEGER AS emotion,
	count(difficulty)::INTEGER AS difficulty,
	count(factors)::INTEGER AS factors
FROM coded
