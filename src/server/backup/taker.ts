/** Reads a stream by exact lengths, as a file format asks for them. */

/** @returns the next so many bytes, or null where the stream ends before. */
export function takerOf(stream: AsyncIterable<Buffer>): (bytes: number) => Promise<Buffer | null> {
	const parts = stream[Symbol.asyncIterator]();
	let held: Buffer = Buffer.alloc(0);
	return async (bytes) => {
		while (held.length < bytes) {
			const { done, value } = await parts.next();
			if (done) return null;
			held = held.length === 0 ? value : Buffer.concat([held, value]);
		}
		const taken = held.subarray(0, bytes);
		held = held.subarray(bytes);
		return taken;
	};
}
