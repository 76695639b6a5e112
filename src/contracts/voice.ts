/** The voice: the coded record a person agrees to contribute. No text, no identity, no time. */
import { z } from 'zod';
import { DIFFICULTIES, EMOTIONS, FACTORS, VALENCES, type Factor } from './ids.ts';
import { MAX_FACTORS } from './policy.ts';

export const voiceSchema = z.strictObject({
	valence: z.literal(VALENCES),
	emotion: z.enum([...EMOTIONS, 'none']),
	difficulty: z.enum(DIFFICULTIES),
	factors: z
		.array(z.enum(FACTORS as [Factor, ...Factor[]]))
		.max(MAX_FACTORS)
		.refine((list) => new Set(list.map((factor) => factor.slice(0, -1))).size === list.length, {
			message: 'one pole a family',
		}),
});
export type Voice = z.infer<typeof voiceSchema>;
