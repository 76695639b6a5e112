/** Keeps a statement under the 65,535 parameters that PostgreSQL takes. */

/** Rows in parts of at most `size`. */
export function slices<Row>(rows: Row[], size = 2_000): Row[][] {
	const parts: Row[][] = [];
	for (let at = 0; at < rows.length; at += size) parts.push(rows.slice(at, at + size));
	return parts;
}
