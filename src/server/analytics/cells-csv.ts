/** Cells as bytes of CSV: a release has millions of lines that differ in a few characters, so they are laid out by hand. */
import type { ReleasedPeriod } from '#release/release.ts';
import { SLOT_RANGE, SLOTS } from '#release/slots.ts';

const PIECE = 1 << 20;
/** Most bytes of a count with its line end. */
const COUNT = 12;

const TAILS = SLOTS.map(({ measure, category }) => Buffer.from(`,${measure},${category},`));
const ROW_TAILS = TAILS.reduce((sum, tail) => sum + tail.length + COUNT, 0);

/** Lines of `period,unit_id,measure,category,count`, without the header. Each piece is valid until the next is asked for. */
export function* csvPieces(periods: readonly ReleasedPeriod[]): Generator<Uint8Array> {
	let piece = Buffer.allocUnsafe(PIECE);
	let at = 0;
	for (const { period, rows } of periods)
		for (const { unitId, measures, counts } of rows) {
			const head = Buffer.from(`${quoteField(period)},${quoteField(unitId)}`);
			const most = ROW_TAILS + SLOTS.length * head.length;
			if (at + most > piece.length) {
				yield piece.subarray(0, at);
				at = 0;
				if (most > piece.length) piece = Buffer.allocUnsafe(most);
			}
			for (const measure of measures)
				for (let slot = SLOT_RANGE[measure][0]; slot < SLOT_RANGE[measure][1]; slot++) {
					at = copy(head, piece, at);
					at = copy(TAILS[slot] as Buffer, piece, at);
					at = writeCount(counts[slot] ?? 0, piece, at);
				}
		}
	yield piece.subarray(0, at);
}

/** A loop: for so few bytes it is faster than a call out of JavaScript. */
function copy(from: Uint8Array, to: Uint8Array, at: number): number {
	for (let i = 0; i < from.length; i++) to[at + i] = from[i] as number;
	return at + from.length;
}

function writeCount(count: number, to: Uint8Array, start: number): number {
	let at = start;
	if (count < 0) to[at++] = 45;
	let rest = Math.abs(count);
	let digits = 1;
	for (let bound = 10; bound <= rest; bound *= 10) digits++;
	for (let i = digits - 1; i >= 0; i--) {
		to[at + i] = 48 + (rest % 10);
		rest = Math.floor(rest / 10);
	}
	to[at + digits] = 10;
	return at + digits + 1;
}

const quoteField = (value: string): string =>
	/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
