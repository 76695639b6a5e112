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

/** P1 and P2 to the power `length`. */
export function power1(length: number): number {
	let power = 1;
	for (let i = 0; i < length; i++) power = Math.imul(power, P1);
	return power;
}

export function power2(length: number): number {
	let power = 1;
	for (let i = 0; i < length; i++) power = Math.imul(power, P2);
	return power;
}

/** Brings the high bits of a hash down to where a table is indexed. */
export function spread(hash: number): number {
	return hash ^ (hash >>> 15);
}
