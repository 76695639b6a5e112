/** What a backup holds once opened: a first line that says of what, rows of one table a line, and a last line that counts and checks them. */
import { createHash } from 'node:crypto';

/** `["backup", {schema, day}]`, then `["TABLE", [row, …]]`, then `["end", {rows: {TABLE: n}, sha256}]`. */
export type Part = { table: string; rows: string[] };

/** @param schema of the database, as `schemaVersion` says it. @param day `YYYY-MM-DD`. */
export async function* writeLines(
	first: { schema: string; day: string },
	parts: AsyncIterable<Part>,
): AsyncGenerator<Buffer> {
	const digest = createHash('sha256');
	const rows: Record<string, number> = {};
	const line = (text: string): Buffer => {
		const bytes = Buffer.from(`${text}\n`);
		digest.update(bytes);
		return bytes;
	};
	yield line(JSON.stringify(['backup', first]));
	for await (const part of parts) {
		rows[part.table] = (rows[part.table] ?? 0) + part.rows.length;
		yield line(`["${part.table}",[${part.rows.join(',')}]]`);
	}
	const sha256 = digest.digest('hex');
	yield Buffer.from(`${JSON.stringify(['end', { rows, sha256 }])}\n`);
}

/** A content that is not what was written, though every chunk of the file opened. */
export class LinesError extends Error {}

/**
 * Yields the first line, then each table's rows (a JSON array as text).
 * @throws LinesError where the last line is missing or does not agree.
 */
export async function* readLines(
	content: AsyncIterable<Buffer>,
): AsyncGenerator<{ first: { schema: string; day: string } } | { table: string; rows: string }> {
	const digest = createHash('sha256');
	let begun = false;
	let ended = false;
	for await (const bytes of split(content)) {
		const text = bytes.toString('utf8');
		const name = /^\["([a-z_]+)",/.exec(text)?.[1];
		if (!name || ended) throw new LinesError('not a line of a backup');
		const rest = text.slice(name.length + 4, -1);
		if (name === 'end') {
			const { sha256 } = JSON.parse(rest) as { sha256: string };
			if (sha256 !== digest.digest('hex')) throw new LinesError('the checksum differs');
			ended = true;
			continue;
		}
		digest.update(bytes).update('\n');
		if (begun) yield { table: name, rows: rest };
		else if (name === 'backup')
			yield { first: JSON.parse(rest) as { schema: string; day: string } };
		else throw new LinesError('the first line is missing');
		begun = true;
	}
	if (!ended) throw new LinesError('the last line is missing');
}

/** Lines without their ends. */
async function* split(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let held: Buffer[] = [];
	for await (const bytes of content) {
		let from = 0;
		for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
			held.push(bytes.subarray(from, at));
			yield Buffer.concat(held);
			held = [];
			from = at + 1;
		}
		held.push(bytes.subarray(from));
	}
	if (held.some((part) => part.length > 0)) throw new LinesError('cut off within a line');
}
