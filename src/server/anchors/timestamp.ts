/** Asks a timestamp authority (RFC 3161) to sign that the head existed by now; only a hash leaves. */
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as asn1 from 'asn1js';
import * as pki from 'pkijs';
import type { Anchor } from '#release/ledger.ts';
import { anchorText, whyOf, type Noted } from './note.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const WITHIN = 30_000;
/** A token with its certificates has some 6 kB. */
const LARGEST = 100_000;

/**
 * Keeps the answer as `SEQ.tsr` beside what it signs, `SEQ.txt`, in `folder`:
 * `openssl ts -verify -in SEQ.tsr -data SEQ.txt -CAfile authority.pem` checks it without Murmure.
 * The token's own signature is checked here; whether its certificate is to be trusted is for whoever verifies.
 * `why`: `timestamp-http`, `timestamp-refused`, `timestamp-other` (not an answer to this question), `timestamp-signature`, or the system's code.
 */
export async function noteTimestamp(url: string, folder: string, anchor: Anchor): Promise<Noted> {
	try {
		const text = anchorText(anchor);
		const base = join(folder, String(anchor.seq));
		if (await isKept(base, text)) return { ok: true };
		const { body, nonce } = makeRequest(text);
		const response = await fetch(url, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/timestamp-query' },
			redirect: 'error',
			signal: AbortSignal.timeout(WITHIN),
		});
		if (!response.ok) return { ok: false, why: 'timestamp-http' };
		const answer = await response.arrayBuffer();
		if (answer.byteLength > LARGEST) return { ok: false, why: 'timestamp-other' };
		const why = await faultOf(answer, text, nonce);
		if (why) return { ok: false, why };
		await mkdir(folder, { recursive: true, mode: 0o755 });
		await writeWhole(`${base}.txt`, text);
		await writeWhole(`${base}.tsr`, Buffer.from(answer));
		return { ok: true };
	} catch (error) {
		return { ok: false, why: whyOf(error) };
	}
}

/** Another ledger with as many entries (a demonstration loaded anew) does not count. */
async function isKept(base: string, text: string): Promise<boolean> {
	try {
		await readFile(`${base}.tsr`);
		return (await readFile(`${base}.txt`, 'utf8')) === text;
	} catch {
		return false;
	}
}

async function writeWhole(path: string, content: string | Buffer): Promise<void> {
	await writeFile(`${path}.part`, content, { flush: true });
	await rename(`${path}.part`, path);
}

function makeRequest(text: string): { body: ArrayBuffer; nonce: asn1.Integer } {
	// The first bit stays clear: the number is positive.
	const random = randomBytes(8);
	random[0] = (random[0]! & 0x7f) | 0x01;
	const nonce = new asn1.Integer({ valueHex: Uint8Array.from(random).buffer });
	const request = new pki.TimeStampReq({
		version: 1,
		messageImprint: new pki.MessageImprint({
			hashAlgorithm: new pki.AlgorithmIdentifier({
				algorithmId: SHA256,
				algorithmParams: new asn1.Null(),
			}),
			hashedMessage: new asn1.OctetString({ valueHex: digestOf(text) }),
		}),
		nonce,
		certReq: true,
	});
	return { body: request.toSchema().toBER(), nonce };
}

/** What is wrong with the answer; null if nothing is. */
async function faultOf(
	answer: ArrayBuffer,
	text: string,
	nonce: asn1.Integer,
): Promise<string | null> {
	let signed: pki.SignedData;
	try {
		const response = pki.TimeStampResp.fromBER(answer);
		// 0: granted; 1: granted with changes, which are then compared.
		if (response.status.status > 1 || !response.timeStampToken) return 'timestamp-refused';
		signed = new pki.SignedData({ schema: response.timeStampToken.content as object });
		const inner = pki.TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue());
		const { hashAlgorithm, hashedMessage } = inner.messageImprint;
		const same =
			hashAlgorithm.algorithmId === SHA256 &&
			Buffer.from(hashedMessage.valueBlock.valueHexView).equals(Buffer.from(digestOf(text))) &&
			inner.nonce?.isEqual(nonce);
		if (!same) return 'timestamp-other';
	} catch {
		return 'timestamp-other';
	}
	try {
		const engine = new pki.CryptoEngine({ name: 'node', crypto: webcrypto as unknown as Crypto });
		const data = Uint8Array.from(Buffer.from(text)).buffer;
		const trying = { signer: 0, data, checkChain: false };
		return (await signed.verify(trying, engine as unknown as pki.ICryptoEngine))
			? null
			: 'timestamp-signature';
	} catch {
		return 'timestamp-signature';
	}
}

const digestOf = (text: string): ArrayBuffer =>
	Uint8Array.from(createHash('sha256').update(text).digest()).buffer;
