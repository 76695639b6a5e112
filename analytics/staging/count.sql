-- How many voices, and how many of each category, has each pool in each period? The group's size stands beside its values.
-- Voices of units where nothing is open (pool < 0) count nowhere.
-- Columns: period, pool (position of its unit), voices, then the categories in the order of DESIGN section 6.
SELECT
	period,
	pool,
	count(*)::INTEGER AS voices,
	count_if(valence = '-1')::INTEGER AS "valence:-1",
	count_if(valence = '0')::INTEGER AS "valence:0",
	count_if(valence = '1')::INTEGER AS "valence:1",
	count_if(emotion = 'joy')::INTEGER AS "emotion:joy",
	count_if(emotion = 'enthusiasm')::INTEGER AS "emotion:enthusiasm",
	count_if(emotion = 'serenity')::INTEGER AS "emotion:serenity",
	count_if(emotion = 'pride')::INTEGER AS "emotion:pride",
	count_if(emotion = 'gratitude')::INTEGER AS "emotion:gratitude",
	count_if(emotion = 'surprise')::INTEGER AS "emotion:surprise",
	count_if(emotion = 'confusion')::INTEGER AS "emotion:confusion",
	count_if(emotion = 'fatigue')::INTEGER AS "emotion:fatigue",
	count_if(emotion = 'stress')::INTEGER AS "emotion:stress",
	count_if(emotion = 'fear')::INTEGER AS "emotion:fear",
	count_if(emotion = 'sadness')::INTEGER AS "emotion:sadness",
	count_if(emotion = 'loneliness')::INTEGER AS "emotion:loneliness",
	count_if(emotion = 'shame')::INTEGER AS "emotion:shame",
	count_if(emotion = 'anger')::INTEGER AS "emotion:anger",
	count_if(emotion = 'disgust')::INTEGER AS "emotion:disgust",
	count_if(emotion = 'disengagement')::INTEGER AS "emotion:disengagement",
	count_if(emotion = 'none')::INTEGER AS "emotion:none",
	count_if(difficulty = 'fatigue')::INTEGER AS "difficulty:fatigue",
	count_if(difficulty = 'conflict')::INTEGER AS "difficulty:conflict",
	count_if(difficulty = 'organisation')::INTEGER AS "difficulty:organisation",
	count_if(difficulty = 'none')::INTEGER AS "difficulty:none",
	count_if(bits & 1 <> 0)::INTEGER AS "factor:intensity-",
	count_if(bits & 2 <> 0)::INTEGER AS "factor:intensity+",
	count_if(bits & 4 <> 0)::INTEGER AS "factor:emotional-",
	count_if(bits & 8 <> 0)::INTEGER AS "factor:emotional+",
	count_if(bits & 16 <> 0)::INTEGER AS "factor:autonomy-",
	count_if(bits & 32 <> 0)::INTEGER AS "factor:autonomy+",
	count_if(bits & 64 <> 0)::INTEGER AS "factor:relations-",
	count_if(bits & 128 <> 0)::INTEGER AS "factor:relations+",
	count_if(bits & 256 <> 0)::INTEGER AS "factor:values-",
	count_if(bits & 512 <> 0)::INTEGER AS "factor:values+",
	count_if(bits & 1024 <> 0)::INTEGER AS "factor:insecurity-",
	count_if(bits & 2048 <> 0)::INTEGER AS "factor:insecurity+"
FROM coded
JOIN units ON units.position = enum_code(coded.unit_id)
JOIN factor_bits ON factor_bits.code = enum_code(coded.factors)
WHERE pool >= 0
GROUP BY period, pool
ORDER BY period, pool
