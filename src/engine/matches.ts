/** What the matcher found: rows and the tokens each of them used. */
import { wider } from './wider.ts';

/** Matches as parallel arrays; in order of start, end and row once sorted. */
export class Matches {
	n = 0;
	row = new Int32Array(256);
	/** Token range, end exclusive. */
	start = new Int32Array(256);
	end = new Int32Array(256);
	/** Bit k: token start+k was used, not skipped by a gap. */
	mask = new Int32Array(256);
	/** By token: how many matches start there. */
	private count = new Int32Array(256);

	reset(tokens: number): void {
		this.n = 0;
		if (this.count.length < tokens) this.count = new Int32Array(tokens * 2);
		else this.count.fill(0, 0, tokens);
	}

	/** The same match is kept once, and from one token on no more than `most`. */
	add(row: number, start: number, end: number, mask: number, most: number): void {
		if (this.count[start]! >= most) return;
		const oldest = Math.max(0, this.n - 64);
		for (let i = this.n - 1; i >= oldest; i--) {
			if (
				this.row[i] === row &&
				this.start[i] === start &&
				this.end[i] === end &&
				this.mask[i] === mask
			)
				return;
		}
		this.count[start]!++;
		if (this.n === this.row.length) {
			this.row = wider(this.row);
			this.start = wider(this.start);
			this.end = wider(this.end);
			this.mask = wider(this.mask);
		}
		const n = this.n++;
		this.row[n] = row;
		this.start[n] = start;
		this.end[n] = end;
		this.mask[n] = mask;
	}

	/** By insertion: a match is never found long after those that follow it. */
	sort(): void {
		const { row, start, end, mask } = this;
		for (let i = 1; i < this.n; i++) {
			const r = row[i]!;
			const s = start[i]!;
			const e = end[i]!;
			const m = mask[i]!;
			let at = i;
			while (at > 0) {
				const before =
					start[at - 1]! - s || end[at - 1]! - e || r - row[at - 1]! || mask[at - 1]! - m;
				if (before <= 0) break;
				row[at] = row[at - 1]!;
				start[at] = start[at - 1]!;
				end[at] = end[at - 1]!;
				mask[at] = mask[at - 1]!;
				at--;
			}
			row[at] = r;
			start[at] = s;
			end[at] = e;
			mask[at] = m;
		}
	}
}
