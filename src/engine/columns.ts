/** Reads the columns that sections are made of: numbers in as few bytes as they need, and texts. */
import type { Sections } from './container.ts';

const utf8 = new TextDecoder();

export class Columns {
	private readonly sections: Sections;

	constructor(sections: Sections) {
		this.sections = sections;
	}

	has(name: string): boolean {
		return this.sections.has(name);
	}

	/** @throws Error if the lexicon lacks the section. */
	bytes(name: string): Uint8Array {
		const bytes = this.sections.get(name);
		if (!bytes) throw new Error(`lexicon: section ${name} is missing: compile it again`);
		return bytes;
	}

	text(name: string): string {
		return utf8.decode(this.bytes(name));
	}

	/** Numbers from 0 up, seven bits a byte, the lowest first. */
	numbers(name: string): Int32Array {
		const bytes = this.bytes(name);
		const numbers = new Int32Array(bytes.length);
		let n = 0;
		for (let i = 0; i < bytes.length; i++) {
			let byte = bytes[i]!;
			let number = byte & 127;
			for (let shift = 7; byte & 128; shift += 7) {
				byte = bytes[++i]!;
				number |= (byte & 127) << shift;
			}
			numbers[n++] = number;
		}
		return numbers.subarray(0, n);
	}
}
