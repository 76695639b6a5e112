/** Effects of a row as a reader's sentence: labels with their weights, or (signs) what it speaks for and against. */
import type { CatalogueRow } from '#contracts/catalogue.ts';
import { m } from '#messages/messages.js';
import { listInWords, number } from '../dates.ts';
import { labelName } from './labels.ts';

/** A sign's weight in logits, from which on it speaks clearly, and up to which only a little: e to the 1 is odds times 2.7. */
const CLEARLY = 1;
const A_LITTLE = 0.4;

/** One item for each thing the row says. */
export function saysInWords({ says, sign, theme }: CatalogueRow): string[] {
	if (sign) return signInWords(says);
	return says.map(([label, weight]) => {
		const plain = label.startsWith('@') || label === 'spelling' || theme === 'scope';
		const name = labelName(label.replace(/^!/, ''));
		const what = plain ? name : m.lexicon_weighed({ what: name, weight: number(weight) });
		return label.startsWith('!') ? m.lexicon_negated({ what }) : what;
	});
}

function signInWords(says: CatalogueRow['says']): string[] {
	const sorted = [...says].sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
	const named = (sign: number): string =>
		listInWords(
			sorted
				.filter(([, weight]) => weight * sign > 0)
				.map(([label, weight]) => strengthOf(labelName(label), Math.abs(weight))),
		);
	const [pro, contra] = [named(1), named(-1)];
	return [
		...(pro ? [m.lexicon_for({ what: pro })] : []),
		...(contra ? [m.lexicon_against({ what: contra })] : []),
	];
}

function strengthOf(what: string, weight: number): string {
	if (weight >= CLEARLY) return m.lexicon_strongly({ what });
	return weight < A_LITTLE ? m.lexicon_faintly({ what }) : what;
}

/** Rows of these speak through others: nothing is counted. */
const SILENT = ['classes', 'spelling', 'scope'];

/** What the labelled texts say of the row; empty where they can say nothing. */
export function agreedInWords({ fired, agreed, sign, theme, unshipped }: CatalogueRow): string {
	if (unshipped) return m.lexicon_unshipped();
	if (fired === undefined) return sign || SILENT.includes(theme) ? '' : m.lexicon_not_measured();
	if (sign) return m.lexicon_weighed_on({ fired: number(fired) });
	if (fired === 0) return m.lexicon_fired_none();
	if (agreed === undefined) return m.lexicon_fired({ fired: number(fired) });
	return m.lexicon_agreed({ agreed: number(agreed), fired: number(fired) });
}
