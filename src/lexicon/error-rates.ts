/** How far what is read agrees with what people read: over all on the hold-out texts, and row by row on all labelled ones. */
import type { Agreement, Measured, Retrieval } from '#contracts/catalogue.ts';
import { DIFFICULTIES, EMOTIONS, FACTORS, type Lang } from '#contracts/ids.ts';
import { createListener } from '#engine/probe.ts';
import { createEngine } from '#engine/read.ts';
import type { LabelledCheckIn } from './corpora.ts';
import type { Labels } from './measure/labelled.ts';

/** Null if none of the check-ins is held out. */
export function measureReadings(
	lexicon: Uint8Array,
	lang: Lang,
	checkIns: readonly LabelledCheckIn[],
): Measured | null {
	const engine = createEngine({ [lang]: lexicon });
	const agreement = (): Agreement => ({ of: 0, right: 0 });
	const retrieval = (): Retrieval => ({ there: 0, said: 0, hit: 0 });
	const measured: Measured = {
		texts: 0,
		valence: { ...agreement(), opposite: 0 },
		emotions: retrieval(),
		dominant: agreement(),
		factors: retrieval(),
		difficulty: agreement(),
		crisis: retrieval(),
		violence: retrieval(),
	};
	for (const { text, labels, holdOut } of checkIns) {
		if (!holdOut) continue;
		const read = engine.read(text, { lang });
		const emotions = read.emotions.map(({ emotion }) => emotion);
		measured.texts++;
		agree(measured.valence, read.polarity === labels.valence);
		if (read.polarity * labels.valence < 0) measured.valence.opposite++;
		retrieve(measured.emotions, labels.emotions, emotions);
		if (labels.emotions.length > 0)
			agree(measured.dominant, emotions.length > 0 && labels.emotions.includes(emotions[0]!));
		retrieve(
			measured.factors,
			labels.factors,
			read.factors.map(({ factor, pole }) => `${factor}${pole}`),
		);
		agree(measured.difficulty, read.difficulty === labels.difficulty);
		for (const danger of ['crisis', 'violence'] as const)
			retrieve(measured[danger], labels.safety === danger ? [danger] : [], read.safety === danger ? [danger] : []);
	}
	return measured.texts > 0 ? measured : null;
}

function agree(count: Agreement, right: boolean): void {
	count.of++;
	if (right) count.right++;
}

function retrieve(count: Retrieval, there: readonly string[], said: readonly string[]): void {
	count.there += there.length;
	count.said += said.length;
	for (const one of said) if (there.includes(one)) count.hit++;
}

export type RowCount = { fired: number; agreed: number };

/** By row of the lexicon: texts in which it spoke, and of these how many its first label (by row in `labels`) was given to. */
export function countRows(
	lexicon: Uint8Array,
	labels: readonly string[],
	checkIns: readonly LabelledCheckIn[],
): RowCount[] {
	const speaking = createListener(lexicon);
	const counts = labels.map(() => ({ fired: 0, agreed: 0 }));
	for (const { text, labels: given } of checkIns) {
		for (const row of speaking(text)) {
			counts[row]!.fired++;
			if (saysSo(labels[row]!, given)) counts[row]!.agreed++;
		}
	}
	return counts;
}

const READ: ReadonlySet<string> = new Set([
	...EMOTIONS,
	...FACTORS,
	...DIFFICULTIES.map((difficulty) => `d.${difficulty}`),
	'positive',
	'negative',
	'neutral',
	'crisis',
	'violence',
	'figurative',
]);

/** Whether readers say such a thing of a text; they do not say that it negates or compares. */
export const isReadersLabel = (label: string): boolean => READ.has(label);

function saysSo(label: string, given: Labels): boolean {
	if (label.startsWith('d.')) return given.difficulty === label.slice(2);
	if (label === 'positive') return given.valence > 0;
	if (label === 'negative') return given.valence < 0;
	if (label === 'neutral') return given.valence === 0;
	if (label === 'figurative') return given.safety === null;
	if (label === 'crisis' || label === 'violence') return given.safety === label;
	return (given.emotions as string[]).includes(label) || (given.factors as string[]).includes(label);
}
