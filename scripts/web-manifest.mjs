/** Writes build/web-manifest.json: the SHA-256 of every file that browsers get and the content-security policy, signed if MURMURE_RELEASE_KEY names an Ed25519 key (PEM). */
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
	existsSync,
	readFileSync,
	readdirSync,
	renameSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './build-stamp.mjs';
import { BuildError } from './bundle.mjs';

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Hash of the contents of sources: the same build of the same sources has the same name, wherever it is made. */
export function nameOfBuild(sources, skip) {
	const hash = createHash('sha256');
	const visit = (path) => {
		if (skip?.test(path)) return;
		const facts = statSync(join(ROOT, path), { throwIfNoEntry: false });
		if (!facts) return;
		if (facts.isDirectory())
			for (const name of readdirSync(join(ROOT, path)).sort()) visit(`${path}/${name}`);
		else hash.update(`${path}\t${sha256(readFileSync(join(ROOT, path)))}\n`);
	};
	for (const source of sources) visit(source);
	return hash.digest('hex').slice(0, 16);
}

export async function writeWebManifest(build) {
	const client = join(ROOT, 'build', 'web', 'client');
	const files = {};
	for (const path of readdirSync(client, { recursive: true, encoding: 'utf8' }).sort()) {
		const file = join(client, path);
		// Compressed copies are told from their originals by whoever decompresses them.
		if (statSync(file).isDirectory() || /\.(br|gz)$/.test(path)) continue;
		const bytes = readFileSync(file);
		files[path.replaceAll('\\', '/')] = { sha256: sha256(bytes), bytes: bytes.length };
	}
	const { default: svelte } = await import('../svelte.config.js');
	const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
	const csp = svelte.kit.csp.directives;
	const manifest = { format: 'murmure-web-1', version, build, csp, files };
	const out = join(ROOT, 'build', 'web-manifest.json');
	writeFileSync(`${out}.part`, `${JSON.stringify({ ...manifest, ...signatureOf(manifest) })}\n`);
	renameSync(`${out}.part`, out);
}

function signatureOf(manifest) {
	const file = process.env.MURMURE_RELEASE_KEY;
	if (!file) return {};
	if (!existsSync(file)) throw new BuildError(`MURMURE_RELEASE_KEY: ${file} is not there.`);
	const key = createPrivateKey(readFileSync(file));
	if (key.asymmetricKeyType !== 'ed25519')
		throw new BuildError('MURMURE_RELEASE_KEY must be an Ed25519 key in PEM.');
	return {
		signature: {
			algorithm: 'Ed25519',
			publicKey: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64url'),
			value: sign(null, Buffer.from(canonical(manifest)), key).toString('base64url'),
		},
	};
}

/** As src/contracts/canonical.ts: keys sorted, no white space. */
const canonical = (value) =>
	Array.isArray(value)
		? `[${value.map(canonical).join(',')}]`
		: value !== null && typeof value === 'object'
			? `{${Object.keys(value)
					.sort()
					.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)
					.join(',')}}`
			: JSON.stringify(value);
