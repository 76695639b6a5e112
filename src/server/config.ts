/** Settings by environment variables, checked once at start, with one clear message per mistake (`.env.example` lists them all). */
import { resolve } from 'node:path';
import { z } from 'zod';

const LOOPBACK = ['127.0.0.1', 'localhost', '::1'];

export type Config = {
	/** Null: the embedded PostgreSQL under `dataDir`. */
	databaseUrl: string | null;
	dataDir: string;
	keyDir: string;
	/** The organisation's own additions to the lexicon. */
	lexiconDir: string;
	/** Whether MURMURE_LEXICON_DIR was set: the folder must then be there. */
	lexiconDirFixed: boolean;
	host: string;
	port: number;
	/** Scheme, host and port under which browsers reach Murmure, without a slash at the end. */
	origin: string;
	/** Whether `ORIGIN` was set; if not, only loopback names are answered. */
	originFixed: boolean;
	smtpUrl: string | null;
	mailFrom: string;
	/** At least 32 characters; null until `ensureSecret` has made one. */
	secret: string | null;
	batchSeconds: number;
	/** Whether anyone may read the contents of the ledger from afar, not only its chain. */
	ledgerPublic: boolean;
	/** Where the ledger's head is noted besides the mail: a file, a git clone's folder, an RFC 3161 service; null where it is not. */
	anchorFile: string | null;
	anchorGit: string | null;
	anchorTsa: string | null;
};

const text = z
	.string()
	.trim()
	.transform((value) => (value === '' ? undefined : value))
	.optional();
const whole = (name: string, min: number, max: number, standard: number) =>
	text
		.refine((value) => {
			const number = Number(value ?? standard);
			return Number.isInteger(number) && number >= min && number <= max;
		}, `${name} must be a whole number from ${min} to ${max}`)
		.transform((value) => Number(value ?? standard));
const address = (name: string, protocols: string[], example: string) =>
	text.refine(
		(value) =>
			value === undefined || (URL.canParse(value) && protocols.includes(new URL(value).protocol)),
		`${name} must be an address such as ${example}`,
	);
const schema = z.object({
	DATABASE_URL: address(
		'DATABASE_URL',
		['postgres:', 'postgresql:'],
		'postgresql://murmure:secret@localhost:5432/murmure',
	),
	MURMURE_DATA_DIR: text,
	MURMURE_KEY_DIR: text,
	MURMURE_LEXICON_DIR: text,
	HOST: text,
	PORT: whole('PORT', 1, 65535, 5173),
	ORIGIN: address('ORIGIN', ['http:', 'https:'], 'https://murmure.example.org').refine(
		(value) =>
			value === undefined ||
			!URL.canParse(value) ||
			new URL(value).origin === value.replace(/\/$/, ''),
		'ORIGIN must be a scheme, a host and a port only, without a path',
	),
	SMTP_URL: address('SMTP_URL', ['smtp:', 'smtps:'], 'smtps://user:secret@mail.example.org'),
	MAIL_FROM: text,
	MURMURE_SECRET: text.refine(
		(value) => value === undefined || value.length >= 32,
		'MURMURE_SECRET must have at least 32 characters',
	),
	MURMURE_BATCH_SECONDS: whole('MURMURE_BATCH_SECONDS', 1, 60, 3),
	MURMURE_LEDGER: text.refine(
		(value) => value === undefined || value === 'code' || value === 'public',
		'MURMURE_LEDGER must be code or public',
	),
	MURMURE_ANCHOR_FILE: text,
	MURMURE_ANCHOR_GIT: text,
	MURMURE_ANCHOR_TSA: address('MURMURE_ANCHOR_TSA', ['http:', 'https:'], 'https://freetsa.org/tsr'),
});

/** @returns the settings, or every mistake found, each as one sentence that names the variable and never its value. */
export function readConfig(
	env: Record<string, string | undefined>,
	root: string,
): { ok: true; value: Config } | { ok: false; problems: string[] } {
	const parsed = schema.safeParse(env);
	if (!parsed.success)
		return { ok: false, problems: [...new Set(parsed.error.issues.map((issue) => issue.message))] };
	const v = parsed.data;
	const host = v.HOST ?? '127.0.0.1';
	if (!v.ORIGIN && !LOOPBACK.includes(host))
		return {
			ok: false,
			problems: [
				'ORIGIN must say how browsers reach Murmure (such as https://murmure.example.org) when HOST is not this machine alone',
			],
		};
	const dataDir = resolve(root, v.MURMURE_DATA_DIR ?? 'data');
	return {
		ok: true,
		value: {
			databaseUrl: v.DATABASE_URL ?? null,
			dataDir,
			keyDir: v.MURMURE_KEY_DIR ? resolve(root, v.MURMURE_KEY_DIR) : resolve(dataDir, 'keys'),
			lexiconDir: resolve(root, v.MURMURE_LEXICON_DIR ?? 'lexicon/custom'),
			lexiconDirFixed: v.MURMURE_LEXICON_DIR !== undefined,
			host,
			port: v.PORT,
			origin: (v.ORIGIN ?? `http://localhost:${v.PORT}`).replace(/\/$/, ''),
			originFixed: v.ORIGIN !== undefined,
			smtpUrl: v.SMTP_URL ?? null,
			mailFrom: v.MAIL_FROM ?? 'Murmure <murmure@localhost>',
			secret: v.MURMURE_SECRET ?? null,
			batchSeconds: v.MURMURE_BATCH_SECONDS,
			ledgerPublic: v.MURMURE_LEDGER === 'public',
			anchorFile: v.MURMURE_ANCHOR_FILE ? resolve(root, v.MURMURE_ANCHOR_FILE) : null,
			anchorGit: v.MURMURE_ANCHOR_GIT ? resolve(root, v.MURMURE_ANCHOR_GIT) : null,
			anchorTsa: v.MURMURE_ANCHOR_TSA ?? null,
		},
	};
}
