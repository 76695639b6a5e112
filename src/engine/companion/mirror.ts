/** What the mirror says of a reading, as ids: the screen finds the words. Always in the conditional, never a number. */
import type { Emotion, Factor } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';

export type Mirror = {
	/** Which sentence fits; `silent` when there is nothing to say yet. */
	kind: 'emotion' | 'weighs' | 'carries' | 'mixed' | 'good' | 'hard' | 'even' | 'silent';
	emotion: Emotion | null;
	/** The factor that goes with the sentence: a resource with a pleasant emotion, else a constraint. */
	factor: Factor | null;
	emotions: Emotion[];
	weighs: Factor[];
	carries: Factor[];
	difficulty: Reading['difficulty'];
	unsure: boolean;
};

const PLEASANT: ReadonlySet<Emotion> = new Set([
	'joy',
	'enthusiasm',
	'serenity',
	'pride',
	'gratitude',
]);
/** Under this confidence the mirror says that it is not sure. */
const SURE = 0.35;

/** Composes the mirror of one reading. `text` empty or blank gives `silent`. */
export function mirror(reading: Reading, text: string): Mirror {
	const factors = reading.factors.map(({ factor, pole }) => `${factor}${pole}` as Factor);
	const weighs = factors.filter((factor) => factor.endsWith('-'));
	const carries = factors.filter((factor) => factor.endsWith('+'));
	const emotions = reading.emotions.map(({ emotion }) => emotion);
	const emotion = emotions[0] ?? null;
	const factor = emotion
		? ((PLEASANT.has(emotion) ? carries[0] : weighs[0]) ?? null)
		: (factors[0] ?? null);
	return {
		kind: kindOf(reading, text, emotion, weighs, carries),
		emotion,
		factor,
		emotions,
		weighs,
		carries,
		difficulty: reading.difficulty,
		unsure: reading.evidence.length > 0 && reading.confidence < SURE,
	};
}

function kindOf(
	reading: Reading,
	text: string,
	emotion: Emotion | null,
	weighs: Factor[],
	carries: Factor[],
): Mirror['kind'] {
	if (!text.trim()) return 'silent';
	if (emotion) return 'emotion';
	if (weighs.length > 0 && carries.length > 0) return 'mixed';
	if (weighs.length > 0) return 'weighs';
	if (carries.length > 0) return 'carries';
	return reading.polarity > 0 ? 'good' : reading.polarity < 0 ? 'hard' : 'even';
}
