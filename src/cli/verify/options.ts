/** What `murmure verify` is asked, read and checked. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Anchor } from '#release/ledger.ts';
import { UsageError } from '../usage-error.ts';

export const USAGE =
	'verify [--remote URL [--code CODE] [--manifest FILE] [--release-key FILE]] [--anchor SEQ:HASH]… [--anchors FILE] [--json] | verify --reader-code';

export type VerifyOptions = {
	remote: URL | null;
	code: string | null;
	manifest: string | null;
	releaseKey: string | null;
	anchors: Anchor[];
	json: boolean;
	readerCode: boolean;
};

/** @throws UsageError */
export function readOptions(argv: string[]): VerifyOptions {
	const values = parse(argv);
	const far = values.remote !== undefined;
	for (const name of ['code', 'manifest', 'release-key'] as const)
		if (values[name] !== undefined && !far)
			throw new UsageError(`--${name} goes with --remote URL\n${USAGE}`);
	const fromFile = values.anchors === undefined ? [] : linesOf(values.anchors);
	return {
		remote: far ? addressOf(values.remote!) : null,
		code: values.code ?? null,
		manifest: values.manifest ?? null,
		releaseKey: values['release-key'] ?? null,
		anchors: [...values.anchor, ...fromFile].map(anchorOf),
		json: values.json,
		readerCode: values['reader-code'],
	};
}

function parse(argv: string[]) {
	try {
		return parseArgs({
			args: argv,
			options: {
				remote: { type: 'string' },
				code: { type: 'string' },
				manifest: { type: 'string' },
				'release-key': { type: 'string' },
				anchor: { type: 'string', multiple: true, default: [] },
				anchors: { type: 'string' },
				json: { type: 'boolean', default: false },
				'reader-code': { type: 'boolean', default: false },
			},
		}).values;
	} catch (error) {
		throw new UsageError(`${USAGE}: ${(error as Error).message}`);
	}
}

function addressOf(given: string): URL {
	if (!URL.canParse(given) || !/^https?:$/.test(new URL(given).protocol))
		throw new UsageError('--remote is an address such as https://murmure.example.org');
	return new URL(new URL(given).origin);
}

/** One anchor a line, as mails and files hold them; what else stands on a line is passed over. */
function linesOf(file: string): string[] {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
	const found = [...text.matchAll(/(?<![\w:])\d{1,15}:[0-9a-f]{64}(?![\w])/g)].map(([one]) => one);
	if (found.length === 0) throw new UsageError(`${file}: there is no SEQ:HASH in it`);
	return found;
}

function anchorOf(given: string): Anchor {
	const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(given);
	if (!found) throw new UsageError('--anchor is SEQ:HASH, as an earlier “verify” printed its head');
	return { seq: Number(found[1]), hash: found[2] ?? '' };
}
