/** What `murmure verify` is asked, read and checked. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { anchorOf, anchorsIn } from '#release/anchor-lines.ts';
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
	const fromFile = values.anchors === undefined ? [] : anchorsOf(values.anchors);
	return {
		remote: far ? addressOf(values.remote!) : null,
		code: values.code ?? null,
		manifest: values.manifest ?? null,
		releaseKey: values['release-key'] ?? null,
		anchors: [...values.anchor.map(givenAnchor), ...fromFile],
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

/** As mails and files hold them. */
function anchorsOf(file: string): Anchor[] {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
	const found = anchorsIn(text);
	if (found.length === 0) throw new UsageError(`${file}: there is no SEQ:HASH in it`);
	return found;
}

function givenAnchor(given: string): Anchor {
	const anchor = anchorOf(given);
	if (!anchor)
		throw new UsageError('--anchor is SEQ:HASH, as an earlier “verify” printed its head');
	return anchor;
}
