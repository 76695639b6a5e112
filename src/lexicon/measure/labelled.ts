/** Labelled check-ins as texts: JSON lines (shared/eval/GUIDELINES.md) or the compact form of tests/corpus, one text a line. */
import { type Difficulty, EMOTIONS, type Emotion, type Factor, type Safety, type Valence } from '#contracts/ids.ts';

export type Labels = {
	valence: Valence;
	emotions: Emotion[];
	factors: Factor[];
	difficulty: Difficulty;
	safety: Safety | null;
};
export type LabelledText = {
	text: string;
	kind: string;
	/** Null for other kinds of text than check-ins. */
	labels: Labels | null;
	valence: Valence;
	/** How much it counts in the measurement; 1 where absent. */
	weight?: number;
};

const VALENCES: Record<string, Valence> = { '-': -1, '0': 0, '+': 1 };
/** Two letters each, in the order of EMOTIONS. */
const EMOTION_CODES = ['jo', 'en', 'se', 'pr', 'gr', 'su', 'co', 'fa', 'st', 'fe', 'sa', 'lo', 'sh', 'an', 'di', 'de'];
const FAMILY_CODES: Record<string, string> = {
	I: 'intensity',
	E: 'emotional',
	A: 'autonomy',
	R: 'relations',
	V: 'values',
	S: 'insecurity',
};
const DIFFICULTIES: Record<string, Difficulty> = { f: 'fatigue', c: 'conflict', o: 'organisation', n: 'none' };
const SAFETIES: Record<string, Safety | null> = { '.': null, C: 'crisis', V: 'violence' };
const KINDS: Record<string, string> = { h: 'hard', p: 'plain', t: 'tweet', s: 'subtitle', r: 'review', e: 'employer review', f: 'forum' };

/**
 * One line of the compact form: `kind valence emotions factors difficulty safety TAB text`, or for other kinds of text than
 * check-ins `kind valence TAB text`, labelled by their valence alone. What is wrong with it, where something is.
 */
export function parseLabelled(line: string): LabelledText | string {
	const tab = line.indexOf('\t');
	if (tab < 0) return 'no TAB between labels and text';
	const [kind = '', sign = '', emotions, factors, difficulty, safety, more] = line.slice(0, tab).split(' ');
	const text = line.slice(tab + 1);
	const valence = VALENCES[sign];
	if (KINDS[kind] === undefined) return `unknown kind "${kind}"`;
	if (valence === undefined) return `unknown valence "${sign}"`;
	if (!text.trim()) return 'no text';
	if (emotions === undefined) return { text, kind: KINDS[kind], labels: null, valence };
	if (safety === undefined || more !== undefined) return 'not six labels before the TAB';
	const codes = (list: string): string[] => (list === '.' ? [] : list.split(','));
	const felt = codes(emotions).map((code) => EMOTIONS[EMOTION_CODES.indexOf(code)]);
	const named = codes(factors ?? '.').map((code) => {
		const family = FAMILY_CODES[code[0] ?? ''];
		return family && /^.[-+]$/.test(code) ? (`${family}${code[1]}` as Factor) : undefined;
	});
	const cause = DIFFICULTIES[difficulty ?? ''];
	const alarm = SAFETIES[safety];
	if (felt.includes(undefined)) return `unknown emotion in "${emotions}"`;
	if (named.includes(undefined)) return `unknown factor in "${factors}"`;
	if (cause === undefined) return `unknown difficulty "${difficulty}"`;
	if (alarm === undefined) return `unknown safety "${safety}"`;
	const labels = {
		valence,
		emotions: felt as Emotion[],
		factors: named as Factor[],
		difficulty: cause,
		safety: alarm,
	};
	return { text, kind: KINDS[kind], labels, valence };
}

/** One JSON line, or what is wrong with it. */
export function parseJsonLine(line: string): LabelledText | string {
	try {
		const { text, kind = '', ...labels } = JSON.parse(line) as Labels & { text: string; kind?: string };
		return { text, kind, labels, valence: labels.valence };
	} catch {
		return 'not JSON';
	}
}
