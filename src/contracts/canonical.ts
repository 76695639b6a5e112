/** One byte-exact JSON form, so that hashes agree between server, browser and auditors (RFC 8785 for our subset: no floats). */

/**
 * Canonical JSON: keys sorted by UTF-16 code unit, no white space, integers only.
 * @throws TypeError on a value that is not null, boolean, safe integer, string, array or plain object: that is a bug.
 */
export function canonical(value: unknown): string {
	if (value === null || typeof value === 'boolean' || typeof value === 'string')
		return JSON.stringify(value);
	if (typeof value === 'number') {
		if (!Number.isSafeInteger(value)) throw new TypeError('canonical JSON holds integers only');
		return String(value);
	}
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value === 'object') {
		const entries = Object.entries(value as Record<string, unknown>)
			.filter(([, v]) => v !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
		return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`;
	}
	throw new TypeError('not canonical JSON');
}
