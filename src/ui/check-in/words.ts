/** The sentences of the mirror and of an opened cue. */
import type { Difficulty, Emotion, Factor } from '#contracts/ids.ts';
import type { Mirror } from '#engine/companion/mirror.ts';
import { m } from '#messages/messages.js';
import {
	difficultyName,
	emotionName,
	emotionSentence,
	factorMadeOf,
	factorName,
} from '../labels.ts';

/** "On dirait que…". Empty when there is nothing to say. */
export function mirrorSentence({ kind, emotion, factor, weighs, carries }: Mirror): string {
	if (kind === 'silent') return '';
	if (kind === 'emotion' && emotion)
		return emotionSentence(emotion, factor && factorMadeOf(factor));
	if (kind === 'weighs' && weighs[0]) return m.mirror_weighs({ what: factorName(weighs[0]) });
	if (kind === 'carries' && carries[0]) return m.mirror_carries({ what: factorName(carries[0]) });
	if (kind === 'mixed') return m.mirror_mixed();
	if (kind === 'good') return m.mirror_good();
	if (kind === 'hard') return m.mirror_hard();
	return m.mirror_even();
}

/** What a cue was read as: "ce qui pèse, la charge et le temps". */
export function labelWords(label: string): string {
	if (label === 'positive') return m.read_as_positive();
	if (label === 'negative') return m.read_as_negative();
	if (label === 'neutral') return m.read_as_neutral();
	if (label === 'crisis' || label === 'violence') return m.read_as_safety();
	if (label.startsWith('d.'))
		return m.read_as_difficulty({ what: difficultyName(label.slice(2) as Difficulty) });
	if (label.endsWith('-')) return m.read_as_constraint({ what: factorName(label as Factor) });
	if (label.endsWith('+')) return m.read_as_resource({ what: factorName(label as Factor) });
	return emotionName(label as Emotion);
}

const SCOPES: Record<string, () => string> = {
	negated: m.scope_negated,
	wished: m.scope_wished,
	past: m.scope_past,
	other: m.scope_other,
	intensified: m.scope_intensified,
	softened: m.scope_softened,
	contrast: m.scope_contrast,
};

/** Why scope changed a cue, in words; unknown ids say nothing. */
export const scopeWords = (ids: readonly string[] = []): string[] => [
	...new Set(ids.flatMap((id) => SCOPES[id]?.() ?? [])),
];
