/** Words are known by two hashes of their letters, so that a form is found, and a stem continued, without building a string. */

const P1 = 0x01000193;
const P2 = 0x2c1b3c6d;

/** Horner steps: the hash of a stem goes on over its ending. */
export function step1(hash: number, code: number): number {
	return (Math.imul(hash, P1) + code) | 0;
}

export function step2(hash: number, code: number): number {
	return (Math.imul(hash, P2) + code) | 0;
}

/** By length: what a hash is multiplied by as so many letters follow. */
export const POWERS_1 = powers(P1);
export const POWERS_2 = powers(P2);

function powers(base: number): Int32Array {
	const list = new Int32Array(80);
	let power = 1;
	for (let i = 0; i < list.length; i++) {
		list[i] = power;
		power = Math.imul(power, base);
	}
	return list;
}

/** Brings the high bits of a hash down to where a table is indexed. */
export function spread(hash: number): number {
	return hash ^ (hash >>> 15);
}
