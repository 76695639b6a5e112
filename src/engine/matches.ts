/** What the matcher found: rows and the tokens each of them used. */

/** Matches as parallel arrays, in no particular order until `select`. */
export class Matches {
	n = 0;
	row = new Int32Array(256);
	/** Token range, end exclusive. */
	start = new Int32Array(256);
	end = new Int32Array(256);
	/** Bit k: token start+k was used, not skipped by a gap. */
	mask = new Int32Array(256);

	add(row: number, start: number, end: number, mask: number): void {
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
}

function wider(from: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const to = new Int32Array(from.length * 2);
	to.set(from);
	return to;
}
