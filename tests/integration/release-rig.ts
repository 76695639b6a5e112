/** Files in, a file out: what the tests of `murmure release` share. Each test gets a folder of its own and what was said on standard error. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import { run } from '../../src/cli/commands/release.ts';

export const UNITS = 'unit_id,parent_id,name,eligible\nr,,Root,0\na,r,A,20\nb,r,B,20\n';
export const HEAD = 'period,unit_id,voice,valence,emotion,difficulty,factors\n';
export const EXACT = ['--k', '8', '--noise', 'off'];

export const place = { folder: '', said: '' };

/** To be called once at the top of a test file. */
export function useFolder(): void {
	beforeEach(() => {
		place.folder = mkdtempSync(join(tmpdir(), 'murmure-release-'));
		place.said = '';
		vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
			place.said += String(text);
			return true;
		});
	});
	afterEach(() => {
		vi.restoreAllMocks();
		rmSync(place.folder, { recursive: true });
	});
}

export const path = (name: string) => join(place.folder, name);

export function put(name: string, content: string | Uint8Array): string {
	writeFileSync(path(name), content);
	return path(name);
}

/** `n` voices of one unit in one period, all alike. */
export const voicesOf = (unit: string, n: number, period = '2026-11') =>
	Array.from(
		{ length: n },
		(_, i) => `${period},${unit},${unit}${i},1,joy,none,intensity-|relations+\n`,
	).join('');

export const good = () => HEAD + voicesOf('a', 9) + voicesOf('b', 8);

export type Files = {
	units?: string | Uint8Array;
	voices?: string | Uint8Array;
	plan?: string | Uint8Array;
};

/** Runs the command on files of these contents; `cells` is what OUT then holds. */
export async function releaseFiles(
	{ units = UNITS, voices = good(), plan }: Files,
	options: string[] = EXACT,
): Promise<{ code: number; cells: string | null }> {
	const args = ['--units', put('U.csv', units), '--voices', put('V.csv', voices)];
	if (plan !== undefined) args.push('--plan', put('P.csv', plan));
	const code = await run([...args, '--out', path('C.csv'), ...options]);
	const cells = existsSync(path('C.csv')) ? readFileSync(path('C.csv'), 'utf8') : null;
	return { code, cells };
}

/** The count of `period,unit,measure,category`. */
export const count = (cells: string | null, key: string) =>
	cells
		?.split('\n')
		.find((line) => line.startsWith(`${key},`))
		?.split(',')
		.at(-1);
