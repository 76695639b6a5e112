/** `murmure verify --remote URL`: from any machine, what a server publishes and serves, held against the release and the anchors one has. */
import { readFileSync } from 'node:fs';
import { webManifestSchema, type WebManifest } from '#contracts/web-manifest.ts';
import { audit, type Audit, type AuditFault, type AuditInput } from '#release/audit.ts';
import { sha256hex } from '#server/db/ledger.ts';
import { fingerprintOf, readWebManifest } from '#server/web-manifest.ts';
import { UsageError } from '../usage-error.ts';
import { checkFiles, checkSignature } from './check-files.ts';
import { askAt, fetchKeyLists, fetchLedger, type Ask } from './fetch-remote.ts';
import type { VerifyOptions } from './options.ts';

/** @throws RemoteError, UsageError */
export async function auditRemote(origin: URL, options: VerifyOptions): Promise<Audit> {
	const ask = askAt(origin);
	const manifest = manifestOf(options);
	const pem = options.releaseKey === null ? null : textOf(options.releaseKey);
	const rows = await fetchLedger(ask, options.code);
	return audit({
		rows,
		anchors: options.anchors,
		keyLists: await fetchKeyLists(ask),
		files: await filesOf(ask, manifest, pem),
		sha256hex,
	});
}

/** The list of a file, else of the release that this very copy of Murmure built: never the server's own, which proves nothing. */
function manifestOf({ manifest }: VerifyOptions): WebManifest | null {
	if (manifest === null) return readWebManifest();
	const parsed = webManifestSchema.safeParse(parseJson(textOf(manifest)));
	if (!parsed.success) throw new UsageError(`${manifest}: is no list of a release’s files`);
	return parsed.data;
}

async function filesOf(
	ask: Ask,
	manifest: WebManifest | null,
	pem: string | null,
): Promise<AuditInput['files']> {
	if (!manifest)
		return {
			checked: false,
			faults: [],
			note: 'this copy has built no pages to compare with: “npm run build”, or --manifest FILE',
		};
	const faults = await checkFiles(ask, manifest);
	const rule = pem === null ? null : signatureRule(manifest, pem);
	if (rule) faults.push({ check: 'client-files', rule } satisfies AuditFault);
	const count = Object.keys(manifest.files).length;
	const signed = pem === null ? '' : ', signed by the release key';
	const note = `${count} files of release ${manifest.version}, list ${fingerprintOf(manifest)}${signed}`;
	return { checked: true, faults, note };
}

function signatureRule(manifest: WebManifest, pem: string): string | null {
	try {
		return checkSignature(manifest, pem);
	} catch {
		throw new UsageError('--release-key is a public Ed25519 key in PEM');
	}
}

function textOf(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
