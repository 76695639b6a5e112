/** The built worker reads the engine's vectors in a real browser as they were recorded. */
import { readdirSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { readSections } from '#engine/container.ts';
import { writeSections } from '#lexicon/container.ts';
import type { Answer, Question } from '#client/engine.worker.ts';
import { readVectors } from '../vectors.ts';
import { demo } from './demo.ts';

const WORKERS = 'build/web/client/_app/immutable/workers';

test('every vector reads in the browser as it does elsewhere', async ({ page }) => {
	const { lexicons, cases } = readVectors();
	const worker = readdirSync(WORKERS).find((name) => /^engine\.worker-.*\.js$/.test(name))!;
	const base = demo().links.url.replace(/\/$/, '');
	for (const lang of LANGS)
		// A page fetches one file: the names of the rows are put into it.
		await page.route(`${base}/vectors/${lang}.bin`, (route) =>
			route.fulfill({ body: Buffer.from(writeSections(readSections(lexicons[lang]))) }),
		);
	await page.goto(`${base}/confidentiality`);
	const readings = await page.evaluate(
		async ({ url, base, texts }) => {
			const engine = new Worker(url, { type: 'module' });
			const ask = (question: Question) => engine.postMessage(question);
			ask({
				kind: 'load',
				first: 'fr',
				// The first French one is gone, as a merged lexicon is once the additions have changed.
				urls: { fr: [`${base}/gone.bin`, `${base}/fr.bin`], en: [`${base}/en.bin`] },
			});
			const answers: (Answer['reading'] | 'failed')[] = [];
			// One after the other: a newer text makes the worker leave an older one unread.
			for (const [id, { text, lang }] of texts.entries())
				answers.push(
					await new Promise((resolve, reject) => {
						engine.onerror = (event) => reject(new Error(event.message));
						engine.onmessage = ({ data }: MessageEvent<Answer>) =>
							resolve(data.failed ? 'failed' : data.reading);
						ask({ kind: 'read', id: id + 1, text, without: [], ...(lang && { lang }) });
					}),
				);
			engine.terminate();
			return answers;
		},
		{
			url: `/_app/immutable/workers/${worker}`,
			base: `${base}/vectors`,
			texts: cases.map(({ text, lang }): { text: string; lang?: Lang } => ({
				text,
				...(lang && { lang }),
			})),
		},
	);
	expect(readings).toEqual(cases.map(({ reading }) => reading));
});
