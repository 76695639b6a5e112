/** Compares what a server serves to browsers with the list of a release: every file, the policy, and what the page itself loads. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { manifestText, type WebManifest } from '#contracts/web-manifest.ts';
import type { AuditFault } from '#release/audit.ts';
import type { Ask } from './fetch-remote.ts';

/** A page that anyone may open without a session, before and after the set-up. */
const PAGE = '/confidentiality';
const AT_ONCE = 6;

const fault = (rule: string, subject?: string): AuditFault => ({
	check: 'client-files',
	rule,
	...(subject ? { subject } : {}),
});

export async function checkFiles(ask: Ask, manifest: WebManifest): Promise<AuditFault[]> {
	const faults: AuditFault[] = [];
	const paths = Object.keys(manifest.files);
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let path = paths.shift(); path !== undefined; path = paths.shift()) {
				const response = await ask(`/${path}`);
				const bytes = new Uint8Array(await response.arrayBuffer());
				const hash = createHash('sha256').update(bytes).digest('hex');
				if (response.status !== 200) faults.push(fault('file-missing', path));
				else if (hash !== manifest.files[path]?.sha256) faults.push(fault('file-differs', path));
			}
		}),
	);
	faults.sort((a, b) => ((a.subject ?? '') < (b.subject ?? '') ? -1 : 1));
	return [...faults, ...(await checkPage(ask, manifest))];
}

/** The page is made for each request, so it has no hash: it may only load listed files, under the release's policy. */
async function checkPage(ask: Ask, manifest: WebManifest): Promise<AuditFault[]> {
	let response = await ask(PAGE);
	const onward = response.headers.get('location');
	if (response.status === 303 && onward?.startsWith('/')) response = await ask(onward);
	const html = await response.text();
	if (response.status !== 200) return [fault('page-missing', PAGE)];
	const policy = response.headers.get('content-security-policy');
	return [
		...(samePolicy(policy, manifest.csp) ? [] : [fault('page-policy', PAGE)]),
		...checkMarkup(html, manifest).map((subject) => fault('page-loads-unlisted', subject)),
	];
}

/** @returns what the markup runs or loads that is in no list. Exported for its tests. */
export function checkMarkup(html: string, manifest: WebManifest): string[] {
	const unlisted: string[] = [];
	const loads = [
		...html.matchAll(
			/<(?:script|link|iframe|embed|img|source)\b[^>]*?\s(?:src|href)\s*=\s*["']?([^"'\s>]+)/gi,
		),
		...html.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g),
	].map((found) => found[1] ?? '');
	for (const load of new Set(loads)) {
		const path = load.replace(/^(\.?\/|(\.\.\/)+)/, '');
		if (!Object.hasOwn(manifest.files, decodeURI(path))) unlisted.push(load);
	}
	// Kit's one start script, and nothing else inline.
	const inline = [...html.matchAll(/<script\b([^>]*)>/gi)].filter(
		(found) => !/\ssrc\s*=|type="application\/json"/i.test(found[1] ?? ''),
	);
	if (inline.length > 1) unlisted.push(`${inline.length} inline scripts`);
	if (/<[a-z][^>]*\son[a-z]+\s*=/i.test(html)) unlisted.push('an inline event handler');
	return unlisted;
}

/** Directives as sets, quotes and nonces left out. Exported for its tests. */
export function samePolicy(header: string | null, csp: WebManifest['csp']): boolean {
	const bare = (source: string): string => source.replace(/^'(.*)'$/, '$1');
	const normal = (entries: [string, string[]][]): string =>
		JSON.stringify(
			entries
				.map(([name, sources]) => [
					name,
					sources
						.map(bare)
						.filter((source) => !source.startsWith('nonce-'))
						.sort(),
				])
				.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
		);
	const given = (header ?? '')
		.split(';')
		.map((part) => part.trim().split(/\s+/))
		.filter(([name]) => name)
		.map(([name = '', ...sources]): [string, string[]] => [name, sources]);
	return normal(given) === normal(Object.entries(csp));
}

/** @param pem the release's public key, known from elsewhere. @returns the rule that does not hold, or null. */
export function checkSignature(manifest: WebManifest, pem: string): string | null {
	if (!manifest.signature) return 'list-unsigned';
	const signed = Buffer.from(manifestText(manifest));
	const value = Buffer.from(manifest.signature.value, 'base64url');
	return verify(null, signed, createPublicKey(pem), value) ? null : 'list-signature';
}
