/** RFC 4180, strictly, byte by byte: the reader of small files, and the judge of where a large one goes wrong. */
import { closeSync, openSync, readSync } from 'node:fs';

export type CsvProblem =
	| 'empty-file'
	| 'not-utf-8'
	| 'nul'
	| 'line-too-long'
	| 'bare-cr'
	| 'quote-in-field'
	| 'text-after-quote'
	| 'unclosed-quote'
	| 'columns';

/** A physical line (the header's is 1) and a column (from 0). */
export type Spot = { line: number; column: number };
export type CsvFault = Spot & { problem: CsvProblem };

/** `line` is where the record starts; `fields` is empty unless values are kept. */
export type CsvRecord = { line: number; width: number; fields: string[] };

/** Bytes after which a record is taken for a mistake. */
export const MAX_RECORD_BYTES = 1_000_000;

const BOM = Buffer.from('\ufeff');
const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;

/** `quote`: after a quote within a quoted field, which either ends it or is doubled. */
type State = 'start' | 'plain' | 'quoted' | 'quote' | 'cr';

/**
 * Walks the records of a file; empty lines are passed over, except where the header should be.
 * @param onRecord called for each record; what it returns ends the walk: a fault, or `true` to stop in peace.
 * @param until a byte offset: the walk ends there, and its place is returned as a fault of `problem`.
 * @returns the first fault, or null.
 */
export function walkCsv(
	path: string,
	onRecord: (record: CsvRecord) => CsvFault | true | undefined,
	options: { keep: boolean; until?: { offset: number; problem: CsvProblem } },
): CsvFault | null {
	const { keep, until } = options;
	const file = openSync(path, 'r');
	const chunk = Buffer.allocUnsafe(1 << 20);
	let kept = Buffer.allocUnsafe(256);
	let length = 0;
	let fields: string[] = [];
	let state: State = 'start';
	let [line, start, column, bytes, offset, records] = [1, 1, 0, 0, 0, 0];
	const fault = (problem: CsvProblem): CsvFault => ({ problem, line, column });

	const endField = (): void => {
		if (keep) fields.push(kept.toString('utf8', 0, length));
		length = 0;
		column++;
	};
	const endRecord = (): CsvFault | true | undefined => {
		const blank = bytes === (state === 'cr' ? 2 : 1);
		endField();
		const record = { line: start, width: column, fields };
		fields = [];
		column = 0;
		bytes = 0;
		line++;
		start = line;
		state = 'start';
		if (blank && records > 0) return undefined;
		records++;
		return onRecord(record);
	};
	try {
		for (;;) {
			const size = readSync(file, chunk, 0, chunk.length, null);
			if (size === 0) break;
			let at = offset === 0 && chunk.subarray(0, size).indexOf(BOM) === 0 ? BOM.length : 0;
			for (; at < size; at++) {
				if (until && offset + at >= until.offset) return fault(until.problem);
				const byte = chunk[at] as number;
				if (++bytes > MAX_RECORD_BYTES) return fault('line-too-long');
				if (state === 'cr' && byte !== LF) return fault('bare-cr');
				if (state === 'quote' && byte !== QUOTE && byte !== COMMA && byte !== LF && byte !== CR)
					return fault('text-after-quote');
				if (state === 'quoted' && byte !== QUOTE) {
					if (byte === LF) line++;
				} else if (byte === COMMA) {
					endField();
					state = 'start';
					continue;
				} else if (byte === LF) {
					const end = endRecord();
					if (end) return end === true ? null : end;
					continue;
				} else if (byte === CR) {
					state = 'cr';
					continue;
				} else if (byte === QUOTE) {
					if (state === 'plain') return fault('quote-in-field');
					const doubled = state === 'quote';
					state = state === 'quoted' ? 'quote' : 'quoted';
					if (!doubled) continue;
				} else {
					state = 'plain';
				}
				if (!keep) continue;
				if (length === kept.length) kept = Buffer.concat([kept, Buffer.allocUnsafe(length)]);
				kept[length++] = byte;
			}
			offset += size;
		}
		if (until) return fault(until.problem);
		if (state === 'quoted') return { ...fault('unclosed-quote'), line: start };
		if (state === 'cr') return fault('bare-cr');
		if (bytes > 0) {
			bytes++; // as if the last line had its end
			const end = endRecord();
			if (end && end !== true) return end;
		}
		return records === 0 ? { problem: 'empty-file', line: 1, column: 0 } : null;
	} finally {
		closeSync(file);
	}
}
