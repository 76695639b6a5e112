/** Counts attempts in memory, under keys that cannot be read back: no address is kept, and a restart forgets everything. */
import { createHmac, randomBytes } from 'node:crypto';

export type Limiter = {
	/** Counts one attempt of `who`. @returns whether it is still within the limits. */
	allow(who: string): boolean;
};

/** @param each most attempts of one key within `windowMs`; `all`: of all keys together. */
export function createLimiter(
	{ each, all, windowMs }: { each: number; all: number; windowMs: number },
	now: () => Date,
): Limiter {
	const secret = randomBytes(32);
	let windowStart = 0;
	let total = 0;
	let counts = new Map<string, number>();
	return {
		allow(who) {
			const time = now().getTime();
			if (time - windowStart >= windowMs) {
				windowStart = time;
				total = 0;
				counts = new Map();
			}
			if (++total > all) return false;
			const key = createHmac('sha256', secret).update(who.toLowerCase()).digest('base64url');
			const count = (counts.get(key) ?? 0) + 1;
			counts.set(key, count);
			return count <= each;
		},
	};
}
