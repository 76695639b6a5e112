/** What the journeys know of the running demonstration. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export type DemoLinks = { url: string; employee: string; committee: string; admin: string };

export const demo = (): { links: DemoLinks; data: string; port: string } =>
	JSON.parse(process.env.MURMURE_E2E ?? 'null') as { links: DemoLinks; data: string; port: string };

/** Runs a murmure command against the demonstration's data; resolves with its exit code and output. */
export async function murmure(
	...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
	const { data, port } = demo();
	const env = { ...process.env, MURMURE_DATA_DIR: data, PORT: port };
	try {
		const done = await promisify(execFile)(process.execPath, ['bin/murmure.mjs', ...args], { env });
		return { code: 0, ...done };
	} catch (error) {
		const failed = error as { code?: number; stdout?: string; stderr?: string };
		return { code: failed.code ?? 1, stdout: failed.stdout ?? '', stderr: failed.stderr ?? '' };
	}
}
