/** One fast look at all bytes of a CSV file, before DuckDB reads it: what kind of file it is, and what it must never hold. */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { MAX_RECORD_BYTES, walkCsv, type CsvFault, type CsvProblem } from './csv-walk.ts';

export type CsvShape = {
	/** `mixed`: some lines end in LF, some in CRLF; `bare`: a CR stands alone (a fault unless it is quoted). */
	newline: '\n' | '\r\n' | 'mixed' | 'bare';
	quoted: boolean;
	/** Lines that are not empty, the header included. */
	lines: number;
	bytes: number;
};

const BLOCK = 4 << 20;
const LF = 10;
const CR = 13;
const QUOTE = 34;

/** @returns the shape, or the first byte that is no text, with its line and column. */
export function scanCsv(path: string): { shape: CsvShape } | { fault: CsvFault } {
	const file = openSync(path, 'r');
	const seen = { lines: 0, lf: 0, crlf: 0, cr: 0, quoted: false };
	let block = Buffer.allocUnsafe(BLOCK);
	let [offset, rest] = [0, 0];
	try {
		for (;;) {
			if (rest === block.length) block = Buffer.concat([block, Buffer.allocUnsafe(BLOCK)]);
			const size = readSync(file, block, rest, block.length - rest, null);
			const filled = rest + size;
			// Whole lines only, so that no character is cut in two.
			const end = size === 0 ? filled : block.lastIndexOf(LF, filled - 1) + 1;
			const bad = lookAt(block.subarray(0, end), seen);
			if (bad) return { fault: locate(path, offset + bad.at, bad.problem) };
			block.copyWithin(0, end, filled);
			rest = filled - end;
			offset += end;
			if (rest > MAX_RECORD_BYTES && rest === block.length)
				return { fault: locate(path, offset + rest - 1, 'line-too-long') };
			if (size === 0) break;
		}
	} finally {
		closeSync(file);
	}
	if (offset === 0) return { fault: { problem: 'empty-file', line: 1, column: 0 } };
	const { lines, lf, crlf, cr, quoted } = seen;
	const newline = cr > crlf ? 'bare' : crlf === 0 ? '\n' : crlf === lf ? '\r\n' : 'mixed';
	return { shape: { newline, quoted, lines, bytes: offset } };
}

type Seen = { lines: number; lf: number; crlf: number; cr: number; quoted: boolean };

function lookAt(block: Buffer, seen: Seen): { at: number; problem: CsvProblem } | null {
	if (!isUtf8(block)) return { at: firstNotUtf8(block), problem: 'not-utf-8' };
	const nul = block.indexOf(0);
	if (nul >= 0) return { at: nul, problem: 'nul' };
	seen.quoted ||= block.includes(QUOTE);
	if (block.includes(CR)) countReturns(block, seen);
	let start = 0;
	for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, start)) {
		if (at - start > (block[start] === CR ? 1 : 0)) seen.lines++;
		seen.lf++;
		start = at + 1;
	}
	if (start < block.length) seen.lines++;
	return null;
}

function countReturns(block: Buffer, seen: Seen): void {
	for (let at = block.indexOf(CR); at >= 0; at = block.indexOf(CR, at + 1)) {
		seen.cr++;
		if (block[at + 1] === LF) seen.crlf++;
	}
}

/** Start of the first piece between separators that is not UTF-8; separators are ASCII, so they never cut a character. */
function firstNotUtf8(block: Buffer): number {
	let start = 0;
	for (let at = 0; at <= block.length; at++) {
		const byte = at < block.length ? block[at] : LF;
		if (byte !== LF && byte !== CR && byte !== QUOTE && byte !== 44) continue;
		if (!isUtf8(block.subarray(start, at))) return start;
		start = at + 1;
	}
	return 0;
}

function locate(path: string, offset: number, problem: CsvProblem): CsvFault {
	const found = walkCsv(path, () => undefined, { keep: false, until: { offset, problem } });
	return found ?? { problem, line: 1, column: 0 };
}
