/** Typed arrays are reused from text to text, and doubled where a text needs more. */

type Numbers =
	| Int32Array<ArrayBuffer>
	| Uint16Array<ArrayBuffer>
	| Uint8Array<ArrayBuffer>
	| Float64Array<ArrayBuffer>;

/** Twice as long, with the same beginning. */
export function wider<T extends Numbers>(from: T): T {
	const to = new (from.constructor as new (length: number) => T)(from.length * 2);
	to.set(from as never);
	return to;
}
