/** Where the patterns that begin with each symbol are, so that their part of the graph is made when a text first needs it. */
import { AGAIN, CARET, CLOSE, CLOSE_OPTIONAL, decode, END, FIRST, OPEN, OR } from './program.ts';
import { CARET_ROOT } from './trie.ts';

/** Ways to match, by the symbol they begin with; a way that begins with a group is under each of its choices. */
export class PatternIndex {
	private readonly program: string;
	private readonly root: number;
	/** By symbol, for patterns that may begin anywhere and for those that must open a sentence: the latest of their ways. */
	private readonly heads: Int32Array;
	private readonly caretHeads: Int32Array;
	/** By way: where it is in the program, its row, and the way before it with the same symbol. */
	private readonly starts: number[] = [0];
	private readonly rows: number[] = [0];
	private readonly before: number[] = [0];
	/** By row: where it starts in the program. */
	readonly offsets: number[] = [];

	/** `root` is that of the patterns without anchor. */
	constructor(program: string, root: number, symbols: number) {
		this.program = program;
		this.root = root;
		this.heads = new Int32Array(symbols);
		this.caretHeads = new Int32Array(symbols);
		let again = program.indexOf(String.fromCharCode(AGAIN));
		for (let start = 0; start < program.length;) {
			const row = this.offsets.length;
			const end = program.indexOf(String.fromCharCode(END), start);
			this.offsets.push(start);
			this.addWay(start, row);
			while (again >= 0 && again < end) {
				if (again > start) this.addWay(again + 1, row);
				again = program.indexOf(String.fromCharCode(AGAIN), again + 1);
			}
			start = end + 1;
		}
	}

	/** Marks in `edges` the symbols that some pattern begins with, by -1. */
	mark(root: number, edges: Int32Array): void {
		const heads = this.headsOf(root);
		for (let sym = 0; sym < heads.length; sym++) if (heads[sym]) edges[sym] = -1;
	}

	/** Ways that begin with `sym`, in order, as pairs of start and row. */
	waysOf(root: number, sym: number): number[] {
		const ways: number[] = [];
		for (let way = this.headsOf(root)[sym]!; way; way = this.before[way]!) {
			ways.push(this.rows[way]!, this.starts[way]!);
		}
		return ways.reverse();
	}

	private headsOf(root: number): Int32Array {
		return root === CARET_ROOT && this.root !== CARET_ROOT ? this.caretHeads : this.heads;
	}

	private addWay(start: number, row: number): void {
		const { program } = this;
		const caret = program.charCodeAt(start) === CARET;
		const heads = caret ? this.caretHeads : this.heads;
		const from = caret ? start + 1 : start;
		const first = program.charCodeAt(from);
		if (first >= FIRST) this.addUnder(heads, decode(first), from, row);
		if (first !== OPEN) return;
		let opens = true;
		for (let i = from + 1; ; i++) {
			const code = program.charCodeAt(i);
			if (code === CLOSE || code === CLOSE_OPTIONAL) return;
			if (opens && code >= FIRST) this.addUnder(heads, decode(code), from, row);
			opens = code === OR;
		}
	}

	private addUnder(heads: Int32Array, sym: number, start: number, row: number): void {
		const head = heads[sym]!;
		if (head && this.starts[head] === start) return;
		heads[sym] = this.starts.length;
		this.starts.push(start);
		this.rows.push(row);
		this.before.push(head);
	}
}
