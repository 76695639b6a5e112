/** A timestamp authority over http, made of openssl: what it signs is signed for real. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll } from 'vitest';

export type Authority = {
	url: string;
	/** Its own certificate, for `openssl ts -verify -CAfile`. */
	certificate: string;
	/** How many requests it has answered. */
	asked: number;
	/** Changes an answer on its way. */
	change: (answer: Buffer) => Buffer;
	status: number;
};

const CONFIG = `
[ req ]
distinguished_name = name
x509_extensions = extensions
prompt = no
[ name ]
CN = Fake authority
[ extensions ]
basicConstraints = critical, CA:TRUE
extendedKeyUsage = critical, timeStamping
[ tsa ]
default_tsa = here
[ here ]
serial = SERIAL
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
`;

export async function startAuthority(folder: string): Promise<Authority> {
	const at = (name: string) => join(folder, name);
	writeFileSync(at('conf'), CONFIG.replace('SERIAL', at('serial')));
	writeFileSync(at('serial'), '01\n');
	const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'pipe' });
	openssl(
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-config', at('conf')],
		...['-keyout', at('key.pem'), '-out', at('cert.pem')],
	);
	const authority: Authority = {
		url: '',
		certificate: at('cert.pem'),
		asked: 0,
		change: (answer) => answer,
		status: 200,
	};
	const server = createServer(async (request, response) => {
		const parts: Buffer[] = [];
		for await (const part of request) parts.push(part as Buffer);
		authority.asked++;
		if (request.headers['content-type'] !== 'application/timestamp-query')
			return response.writeHead(415).end();
		writeFileSync(at('query'), Buffer.concat(parts));
		openssl(
			...['ts', '-reply', '-config', at('conf'), '-section', 'here', '-queryfile', at('query')],
			...['-inkey', at('key.pem'), '-signer', at('cert.pem'), '-out', at('answer')],
		);
		response.writeHead(authority.status, { 'content-type': 'application/timestamp-reply' });
		return response.end(authority.change(readFileSync(at('answer'))));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	afterAll(() => void server.close());
	authority.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`;
	return authority;
}
