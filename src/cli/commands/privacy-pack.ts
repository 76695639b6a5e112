/** `murmure privacy-pack --lang fr|en --out DIR`: the data-protection documents, pre-filled from the real configuration, as Markdown and HTML. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { pageOf } from '#report/privacy-pack/markdown-to-html.ts';
import { writePack } from '#report/privacy-pack/pack.ts';
import { serviceContext } from '#server/services/context.ts';
import { readPrivacyFacts } from '#server/services/read-privacy-facts.ts';
import { UsageError } from '../usage-error.ts';
import { withDatabase } from '../with-database.ts';

const USAGE = 'privacy-pack --lang fr|en --out DIR';

/** Exit codes: 0 written, 2 bad usage or not set up yet. */
export async function run(argv: string[]): Promise<number> {
	const { lang, out } = readArguments(argv);
	const facts = await withDatabase(({ db }, config) =>
		readPrivacyFacts(serviceContext(db), config),
	);
	if (!facts.ok)
		throw new UsageError('this Murmure is not set up yet: run “npm start” and open its page first');
	try {
		mkdirSync(out, { recursive: true });
		for (const { file, title, markdown } of writePack(facts.value, lang)) {
			writeFileSync(join(out, `${file}.md`), markdown);
			writeFileSync(join(out, `${file}.html`), pageOf(title, markdown, lang));
			process.stdout.write(`${join(out, file)}.md, .html\n`);
		}
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (!code) throw error;
		throw new UsageError(`${out}: cannot be written (${code})`);
	}
	return 0;
}

function readArguments(argv: string[]): { lang: Lang; out: string } {
	try {
		const { values } = parseArgs({
			args: argv,
			options: { lang: { type: 'string' }, out: { type: 'string' } },
		});
		const lang = LANGS.find((one) => one === values.lang);
		if (!lang) throw new Error('--lang is fr or en');
		if (!values.out) throw new Error('--out names the folder to write to');
		return { lang, out: resolve(values.out) };
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
}
