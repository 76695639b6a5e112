/** Writes the file that `#engine/container.ts` reads. */
import { checksum, HEADER, MAGIC } from '#engine/container.ts';

/** Sections keep their order, so that what resembles each other can stand together. */
export function writeSections(sections: ReadonlyMap<string, Uint8Array>): Uint8Array {
	const names: string[] = [];
	let size = 0;
	for (const [name, bytes] of sections) {
		names.push(`${name} ${bytes.length}`);
		size += bytes.length;
	}
	const directory = text(`${names.join(' ')}\0`);
	const file = new Uint8Array((HEADER + directory.length + size + 3) & ~3);
	file.set(MAGIC);
	file.set(directory, HEADER);
	let at = HEADER + directory.length;
	for (const bytes of sections.values()) {
		file.set(bytes, at);
		at += bytes.length;
	}
	file.set(int(checksum(file)), MAGIC.length);
	return file;
}

function int(value: number): number[] {
	return [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];
}

/** A column of numbers from 0 up, seven bits a byte, the lowest first. */
export function numbers(values: Iterable<number>): Uint8Array {
	const bytes: number[] = [];
	for (const value of values) {
		if (!(value >= 0)) throw new Error(`${value} in a column of numbers from 0 up`);
		let rest = value;
		for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
		bytes.push(rest);
	}
	return Uint8Array.from(bytes);
}

export function text(value: string): Uint8Array {
	return new TextEncoder().encode(value);
}
