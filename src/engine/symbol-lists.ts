/** The symbols of each spelling, and all that they lead to, gathered once: a reading then looks up no symbol of its own. */
import { wider } from './wider.ts';

/** Integers a list in `records`: where its symbols begin and their number, the two sets of them (see outlook.ts), then offsets in `leads`. */
export const LIST = 8;
export const SYM_OFF = 0;
export const SYM_LEN = 1;
export const LOW = 2;
export const HIGH = 3;
/** Places of patterns, then places of class members, then rows of signs, up to END. */
export const PLACES = 4;
export const SPANS = 5;
export const ROWS = 6;
export const END = 7;

/** By symbol: where its places begin (one more than there are symbols), and its row of signs or -1. */
export type Leads = { places: Int32Array; spans: Int32Array; rowOfSymbol: Int32Array };

type Ints = Int32Array<ArrayBuffer>;

export class SymbolLists {
	/** Symbols of all lists. */
	syms: Ints = new Int32Array(4096);
	used = 0;
	/** By list; the first is empty. */
	records: Ints = new Int32Array(LIST * 1024);
	leads: Ints = new Int32Array(4096);
	private count = 1;
	private leadsUsed = 0;
	private readonly by: Leads | undefined;

	/** Without leads no list can be made. */
	constructor(by: Leads | undefined) {
		this.by = by;
	}

	forget(): void {
		this.used = this.leadsUsed = 0;
		this.count = 1;
	}

	/** Adds a symbol, once, to the list that begins at `from` and ends the others. */
	add(symbol: number, from: number): void {
		for (let i = from; i < this.used; i++) if (this.syms[i] === symbol) return;
		if (this.used === this.syms.length) this.syms = wider(this.syms);
		this.syms[this.used++] = symbol;
	}

	/** Ends the list that begins at `from`: answers its number. */
	close(from: number): number {
		const { syms, used } = this;
		const by = this.by!;
		if (used === from) return 0;
		const list = this.count++;
		if (LIST * this.count > this.records.length) this.records = wider(this.records);
		const { records } = this;
		const at = LIST * list;
		records[at + SYM_OFF] = from;
		records[at + SYM_LEN] = used - from;
		records[at + LOW] = records[at + HIGH] = 0;
		for (let k = from; k < used; k++) {
			const symbol = syms[k]!;
			records[at + (symbol & 32 ? HIGH : LOW)]! |= 1 << symbol;
		}
		records[at + PLACES] = this.leadsUsed;
		for (let k = from; k < used; k++) this.addPlaces(by.places, syms[k]!);
		records[at + SPANS] = this.leadsUsed;
		for (let k = from; k < used; k++) this.addPlaces(by.spans, syms[k]!);
		records[at + ROWS] = this.leadsUsed;
		for (let k = used - 1; k >= from; k--) {
			const row = by.rowOfSymbol[syms[k]!];
			if (row !== undefined && row >= 0) this.addLead(row);
		}
		records[at + END] = this.leadsUsed;
		return list;
	}

	private addPlaces(places: Int32Array, symbol: number): void {
		const end = places[symbol + 1]!;
		for (let place = places[symbol]!; place < end; place++) this.addLead(place);
	}

	private addLead(lead: number): void {
		if (this.leadsUsed === this.leads.length) this.leads = wider(this.leads);
		this.leads[this.leadsUsed++] = lead;
	}
}
