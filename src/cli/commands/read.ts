/** `murmure read [--lexicon DIR] [FILE|-]`: check-ins in, readings out, one JSON object a line, in order, as they come (DESIGN section 6). */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { LANGS, type Lang } from '#contracts/ids.ts';
import { createEngine, type Engine, type Lexicons } from '#engine/read.ts';
import { compiledFiles, packageRoot } from '#lexicon/sources.ts';

/** Output gathered before it is written. */
const CHUNK = 1 << 16;

export async function run(argv: string[]): Promise<number> {
	const at = argv.indexOf('--lexicon');
	const folder = at < 0 ? undefined : argv[at + 1];
	const [file = '-', ...more] = at < 0 ? argv : argv.toSpliced(at, 2);
	if ((at >= 0 && !folder) || more.length > 0 || (file.startsWith('-') && file !== '-')) {
		return refuse('usage: murmure read [--lexicon DIR] [FILE|-]');
	}
	if (file !== '-' && !existsSync(file)) return refuse(`${file}: no such file`);
	const engine = loadEngine(folder);
	if (typeof engine === 'string') return refuse(engine);
	const input = file === '-' ? process.stdin : createReadStream(file);
	return readAll(engine, input, process.stdout, file === '-' ? 'stdin' : file);
}

/** The engine with both compiled lexicons of the package, or those of `folder` (`fr.bin`, `fr.names.bin`, …); or why there is none. */
export function loadEngine(folder?: string): Engine | string {
	const lexicons: Lexicons = {};
	for (const lang of LANGS) {
		const files = folder
			? ['bin', 'names.bin'].map((end) => join(folder, `${lang}.${end}`))
			: compiledFiles(packageRoot(), lang);
		const missing = files.find((file) => !existsSync(file));
		if (missing)
			return `${missing} is missing${folder ? '' : ': run the launcher, or npm run lexicon -- build'}`;
		lexicons[lang] = files.map((file) => readFileSync(file));
	}
	return createEngine(lexicons);
}

type Sink = NodeJS.WritableStream & { writableNeedDrain?: boolean };

/** Exit code: 0, 2 if a line was bad, 1 if reading failed. */
export async function readAll(
	engine: Engine,
	input: Readable | NodeJS.ReadStream,
	output: Sink,
	name: string,
): Promise<number> {
	let bad = 0;
	let closed = false;
	let pending = '';
	const onError = (error: NodeJS.ErrnoException): void => {
		closed = true;
		if (error.code !== 'EPIPE') process.stderr.write(`${error.message}\n`);
	};
	output.on('error', onError);
	const flush = async (): Promise<void> => {
		if (!pending || closed) return;
		const text = pending;
		pending = '';
		if (!output.write(text) && !closed) await drained(output);
	};
	/** Answers what has come in as soon as the input pauses, so that a pipe that stays open is served too. */
	let scheduled: NodeJS.Immediate | null = null;
	const flushSoon = (): void => {
		scheduled ??= setImmediate(() => {
			scheduled = null;
			void flush();
		});
	};
	try {
		let line = 0;
		for await (const bytes of splitLines(input)) {
			line++;
			if (closed) break;
			const answer = answerLine(engine, bytes, line === 1);
			if (answer === null) continue;
			if ('error' in answer) {
				bad++;
				process.stderr.write(`${name}:${line}: ${answer.error}\n`);
			} else {
				pending += `${answer.json}\n`;
				if (pending.length > CHUNK) await flush();
				else flushSoon();
			}
		}
		await flush();
	} catch (error) {
		process.stderr.write(`${name}: ${(error as Error).message}\n`);
		await flush();
		return 1;
	} finally {
		output.off('error', onError);
	}
	return bad ? 2 : 0;
}

function drained(output: Sink): Promise<void> {
	return new Promise((resolve) => {
		const done = (): void => {
			output.off('drain', done);
			output.off('error', done);
			output.off('close', done);
			resolve();
		};
		output.once('drain', done);
		output.once('error', done);
		output.once('close', done);
	});
}

/** Lines as bytes, without LF or CRLF, so that bad UTF-8 spoils no other line. */
async function* splitLines(input: AsyncIterable<Buffer | string>): AsyncGenerator<Buffer> {
	let parts: Buffer[] = [];
	for await (const chunk of input) {
		const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
		let from = 0;
		for (;;) {
			const at = bytes.indexOf(10, from);
			if (at < 0) break;
			parts.push(bytes.subarray(from, at));
			yield parts.length === 1 ? parts[0]! : Buffer.concat(parts);
			parts = [];
			from = at + 1;
		}
		if (from < bytes.length) parts.push(bytes.subarray(from));
	}
	if (parts.length) yield Buffer.concat(parts);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function answerLine(
	engine: Engine,
	bytes: Buffer,
	first: boolean,
): { json: string } | { error: string } | null {
	let text: string;
	try {
		text = utf8.decode(bytes);
	} catch {
		return { error: 'not UTF-8' };
	}
	if (first && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
	if (text.trim() === '') return null;
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return { error: 'not JSON' };
	}
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		return { error: 'not a JSON object' };
	}
	const { id, text: checkIn, lang } = value as Record<string, unknown>;
	if (typeof id !== 'string' && typeof id !== 'number') {
		return { error: `id: ${id === undefined ? 'missing' : 'neither a string nor a number'}` };
	}
	if (typeof checkIn !== 'string') {
		return { error: `text: ${checkIn === undefined ? 'missing' : 'not a string'}` };
	}
	if (lang !== undefined && !LANGS.includes(lang as Lang)) {
		return { error: `lang: unsupported ${JSON.stringify(lang)}, expected ${LANGS.join(' or ')}` };
	}
	const reading = engine.read(checkIn, lang ? { lang: lang as Lang } : {});
	return {
		json: JSON.stringify({
			id,
			lang: reading.lang,
			valence: reading.valence,
			polarity: reading.polarity,
			intensity: reading.intensity,
			emotions: reading.emotions,
			factors: reading.factors,
			difficulty: reading.difficulty,
			safety: reading.safety,
			evidence: reading.evidence,
		}),
	};
}

function refuse(message: string): number {
	process.stderr.write(`${message}\n`);
	return 2;
}
