/** The same vectors are run in the server, the command line and the browser; `UPDATE_VECTORS=1` writes them anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Lang } from '#contracts/ids.ts';
import type { Reading } from '#contracts/reading.ts';
import { fixtureLexicon } from './fixture.ts';
import { createEngine } from './read.ts';

/** Lexicons as base64 of their files. */
type Vectors = {
	lexicons: Record<Lang, string[]>;
	cases: { text: string; lang?: Lang; reading: Reading }[];
};

const FILE = new URL('./vectors.json', import.meta.url);
const TEXTS: [string, Lang?][] = [
	['Je suis contente !'],
	['je suis pas content'],
	["Je n'en peux plus, vraiment.", 'fr'],
	['jpp 😴😴', 'fr'],
	['TRÈS FATIGUÉE', 'fr'],
	['Fatiguée mais contente'],
	['On est deux pour quarante résidents.'],
	["J'aimerais de la reconnaissance…", 'fr'],
	["J'étais épuisé, ça va mieux", 'fr'],
	["le chef de service m'a remerciée", 'fr'],
	['on était mort de rire 👩‍🔬', 'fr'],
	['Je veux mourir', 'fr'],
	['fatigue\u0301 \ud83d lundi', 'fr'],
	["I don't feel happy"],
	['Tired but happy'],
	['There are three of us for forty beds.'],
	['', 'fr'],
	['???', 'en'],
	['10 h 30 — 14:30, 3,5 %', 'fr'],
];

test('every vector reads as recorded', () => {
	if (process.env['UPDATE_VECTORS']) {
		const files = { fr: fixtureLexicon('fr'), en: fixtureLexicon('en') };
		const engine = createEngine(files);
		const lexicons = { fr: files.fr.map(toBase64), en: files.en.map(toBase64) };
		const cases = TEXTS.map(([text, lang]) => ({
			text,
			...(lang ? { lang } : {}),
			reading: engine.read(text, lang ? { lang } : {}),
		}));
		writeFileSync(FILE, `${JSON.stringify({ lexicons, cases }, null, '\t')}\n`);
	}
	const { lexicons, cases } = JSON.parse(readFileSync(FILE, 'utf8')) as Vectors;
	const engine = createEngine({ fr: lexicons.fr.map(fromBase64), en: lexicons.en.map(fromBase64) });
	expect(cases).toHaveLength(TEXTS.length);
	for (const { text, lang, reading } of cases) {
		expect(engine.read(text, lang ? { lang } : {})).toEqual(reading);
	}
});

function toBase64(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
	return Buffer.from(text, 'base64');
}
