/** The closed lists of ids that every layer, file format and screen shares (DESIGN sections 1 and 6). */

export const LANGS = ['fr', 'en'] as const;
export type Lang = (typeof LANGS)[number];

export const EMOTIONS = [
	'joy',
	'enthusiasm',
	'serenity',
	'pride',
	'gratitude',
	'surprise',
	'confusion',
	'fatigue',
	'stress',
	'fear',
	'sadness',
	'loneliness',
	'shame',
	'anger',
	'disgust',
	'disengagement',
] as const;
export type Emotion = (typeof EMOTIONS)[number];

/** The six psychosocial risk-factor families of the "collège d'expertise" (Gollac & Bodier, 2011). */
export const FAMILIES = [
	'intensity',
	'emotional',
	'autonomy',
	'relations',
	'values',
	'insecurity',
] as const;
export type Family = (typeof FAMILIES)[number];

export const POLES = ['-', '+'] as const;
/** `-` is a constraint, `+` a resource. */
export type Pole = (typeof POLES)[number];

export type Factor = `${Family}${Pole}`;
export const FACTORS = FAMILIES.flatMap((family) =>
	POLES.map((pole) => `${family}${pole}` as const),
) satisfies Factor[];

export const DIFFICULTIES = ['fatigue', 'conflict', 'organisation', 'none'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

export const VALENCES = [-1, 0, 1] as const;
export type Valence = (typeof VALENCES)[number];

export const SAFETY = ['crisis', 'violence'] as const;
export type Safety = (typeof SAFETY)[number];

export const MEASURES = ['valence', 'emotion', 'difficulty', 'factor'] as const;
export type Measure = (typeof MEASURES)[number];

/** Every category of every measure, in the order in which tables show them (DESIGN section 6). */
export const CATEGORIES = {
	valence: ['-1', '0', '1'],
	emotion: [...EMOTIONS, 'none'],
	difficulty: [...DIFFICULTIES],
	factor: [...FACTORS],
} as const satisfies Record<Measure, readonly string[]>;

export const ROLES = ['employee', 'committee', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

/** Sides of a committee; a decision needs at least one `hr` and one `staff` approval. */
export const SIDES = ['hr', 'staff', 'other'] as const;
export type Side = (typeof SIDES)[number];

export const PERIOD_KINDS = ['month', 'week', 'fortnight'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];
