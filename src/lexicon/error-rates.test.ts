import { describe, expect, test } from 'vitest';
import { fixtureLexicon } from '#engine/fixture.ts';
import { listRows } from './catalogue.ts';
import type { LabelledCheckIn } from './corpora.ts';
import { countRows, measureReadings } from './error-rates.ts';
import { parseLabelled } from './measure/labelled.ts';

const [lexicon, names] = fixtureLexicon('fr') as [Uint8Array, Uint8Array];
const checkIn = (line: string, holdOut = true): LabelledCheckIn => {
	const parsed = parseLabelled(line);
	if (typeof parsed === 'string' || !parsed.labels) throw new Error(`${line}: ${String(parsed)}`);
	return { text: parsed.text, labels: parsed.labels, holdOut };
};

describe('the figures on texts set aside', () => {
	test('count what the reader said, what is read, and what both say', () => {
		const measured = measureReadings(lexicon, 'fr', [
			checkIn('h + jo . n .\tJe suis contente !'),
			checkIn('h - fa I- f .\tTrès fatiguée'),
			checkIn('h - . . n C\tJe veux mourir'),
			checkIn('h + . . n .\tJe suis fatiguée'),
			checkIn('h - fa . f .\tJe suis contente !', false),
		])!;
		expect(measured.texts).toBe(4);
		expect(measured.valence).toEqual({ of: 4, right: 3, opposite: 1 });
		expect(measured.emotions).toMatchObject({ there: 2, hit: 2 });
		expect(measured.dominant).toEqual({ of: 2, right: 2 });
		expect(measured.factors).toEqual({ there: 1, said: 0, hit: 0 });
		expect(measured.crisis).toEqual({ there: 1, said: 1, hit: 1 });
		expect(measured.violence).toEqual({ there: 0, said: 0, hit: 0 });
	});

	test('are none where no text is set aside', () => {
		expect(measureReadings(lexicon, 'fr', [checkIn('h + jo . n .\tContente', false)])).toBeNull();
	});
});

test('a row counts where it speaks, not where it is negated, and agrees where its first label was given', () => {
	const rows = new TextDecoder().decode(names).split('\n').length;
	const texts = ['h + jo . n .\tJe suis contente', 'h - sa . n .\tJe suis contente', 'h - an . n .\tJe suis pas contente'];
	const counts = countRows(lexicon, new Array<string>(rows).fill('joy'), texts.map((line) => checkIn(line)));
	expect(counts.some(({ fired, agreed }) => fired === 2 && agreed === 1)).toBe(true);
	expect(counts.every(({ fired }) => fired <= 2)).toBe(true);
});

test('the catalogue has every row of a theme, with its own weights and defaults, and signs by their outputs', () => {
	const rows = listRows([
		{
			file: 'src/lexicon/fr/idioms.tsv',
			text: 'term\tpos\teffect\tweight\tforms\texample\tsource\tnote\nRAS\ti\tneutral joy:0.2\t0.6\tr.a.s.\tRAS\town\tcourt\n',
		},
		{ file: 'src/lexicon/fr/signs.tsv', text: 'term\tkind\teffect\ttexts\nras\tword\tneutral:0.5 joy:-1\t12\n' },
		{ file: 'src/lexicon/weights.tsv', text: 'name\tvalue\tcomment\nx\t1\ty\n' },
		{
			file: 'lexicon/custom/fr-frames.tsv',
			table: 'frames',
			own: true,
			text: 'id\tpattern\teffect\tweight\treason\texample\tnote\na-b\t{NUM} lits\tintensity-\t\tBeaucoup.\tTrois lits\n',
		},
	]).map(({ row }) => row);
	expect(rows).toEqual([
		{ theme: 'idioms', line: 2, term: 'RAS', forms: 'r.a.s.', says: [['neutral', 0.6], ['joy', 0.2]], example: 'RAS', reason: 'court' },
		{ theme: 'signs', line: 2, term: 'ras', forms: '', says: [['neutral', 0.5], ['joy', -1]], example: '', reason: '', sign: 'word', fired: 12 },
		{ theme: 'frames', line: 2, term: '{NUM} lits', forms: '', says: [['intensity-', 0.5]], example: 'Trois lits', reason: 'Beaucoup.', own: true },
	]);
});
