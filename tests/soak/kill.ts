/** Kills the whole process tree, server and PostgreSQL, again and again under a stream of voices; then closes the round and compares what was acknowledged with what was counted. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '#server/db/database.ts';
import { countVoices } from '#server/analytics/stage-voices.ts';
import { closeRound } from '#server/voices/close-round.ts';
import { inboxOf } from '#server/db/inbox.ts';
import { startVoices } from '#server/voices/start-voices.ts';
import { describeVoice, prepareSoak, type SoakDevice } from './kill-devices.ts';

export type KillReport = {
	kills: number;
	/** Versions acknowledged, replacements included. */
	acknowledged: number;
	devices: number;
	counted: number;
	/** Devices whose last acknowledged voice was not the one counted. */
	lost: number[];
	/** Voices counted that no device sent last, or counted twice. */
	doubled: number[];
	seconds: number;
};

const BATCH_SECONDS = '1';
/** Posts under way at once. */
const STREAMS = 24;

/** `npm run soak -- kill [KILLS]`. */
export async function run([kills = '20']: string[]): Promise<number> {
	const report = await runKills({ kills: Number(kills), devices: 200 });
	process.stdout.write(`${JSON.stringify(report)}\n`);
	return report.lost.length + report.doubled.length === 0 ? 0 : 1;
}

export async function runKills({
	kills,
	devices,
}: {
	kills: number;
	devices: number;
}): Promise<KillReport> {
	const start = Date.now();
	const data = mkdtempSync(join(tmpdir(), 'murmure-kill-'));
	const port = String(20_000 + Math.floor(Math.random() * 20_000));
	execFileSync(process.execPath, ['scripts/build.mjs', 'messages', 'lexicon', 'cli', 'web']);
	let server: ChildProcess | undefined;
	try {
		const prepared = await prepareSoak(data, devices);
		const stream = startStream(prepared.devices, `http://127.0.0.1:${port}/api/voice`);
		for (let kill = 0; kill < kills; kill++) {
			server = await startServer(data, port);
			await sleep(200 + Math.random() * 2_500);
			await killTree(server, data);
		}
		server = await startServer(data, port);
		await stream.finish();
		await stopServer(server);
		const counted = await closeAndCollect(data, prepared.round);
		return {
			kills,
			...compare(prepared.devices, counted),
			seconds: Math.round((Date.now() - start) / 1000),
		};
	} finally {
		if (server) await killTree(server, data);
		rmSync(data, { recursive: true, force: true });
	}
}

async function startServer(data: string, port: string): Promise<ChildProcess> {
	const script =
		"const { main } = await import('./build/cli/murmure.js'); await main(process.argv.slice(1));";
	const env: NodeJS.ProcessEnv = {
		...process.env,
		MURMURE_DATA_DIR: data,
		MURMURE_BATCH_SECONDS: BATCH_SECONDS,
	};
	delete env.DATABASE_URL;
	const args = ['--input-type=module', '-e', script, 'start', '--port', port];
	const server = spawn(process.execPath, args, { env, detached: true, stdio: 'ignore' });
	for (const deadline = Date.now() + 60_000; Date.now() < deadline; await sleep(50)) {
		const up = await fetch(`http://127.0.0.1:${port}/api/health`).then(
			(response) => response.ok,
			() => false,
		);
		if (up) return server;
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
	}
	throw new Error('the server did not come up');
}

/** At once: the server's process group, and that of the embedded PostgreSQL with all its backends. */
async function killTree(server: ChildProcess, data: string): Promise<void> {
	const file = join(data, 'db', 'postmaster.pid');
	const groups = [server.pid!];
	if (existsSync(file)) groups.push(Number(readFileSync(file, 'utf8').split('\n')[0]));
	const ended =
		server.exitCode === null && server.signalCode === null
			? new Promise((resolve) => server.once('exit', resolve))
			: null;
	for (const group of groups)
		try {
			process.kill(-group, 'SIGKILL');
		} catch {
			// Gone already.
		}
	await ended;
}

async function stopServer(server: ChildProcess): Promise<void> {
	const ended = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGTERM');
	await ended;
}

/**
 * Devices send voice after voice, each replacing its former, the same bytes again until acknowledged. One in twenty
 * gives up after a post without an answer, for good: that voice may have been stored, or not.
 */
function startStream(devices: readonly SoakDevice[], url: string) {
	let finishing = false;
	const idle = [...devices];
	const stream = async (): Promise<void> => {
		while (!finishing) {
			const at = Math.floor(Math.random() * idle.length);
			const device = idle.splice(at, 1)[0];
			if (!device) return;
			if (await sendNext(device, url)) idle.push(device);
			await sleep(Math.random() * 60);
		}
	};
	const streams = Array.from({ length: STREAMS }, stream);
	return {
		finish: async () => {
			finishing = true;
			await Promise.all(streams);
		},
	};
}

/** @returns whether the device goes on. */
async function sendNext(device: SoakDevice, url: string): Promise<boolean> {
	device.sent++;
	const body = await device.seal(device.sent);
	const faint = Math.random() < 0.05;
	for (;;) {
		const status = await fetch(url, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/json' },
		}).then(
			async (response) => (await response.arrayBuffer(), response.status),
			() => 0,
		);
		if (status === 200) {
			device.acknowledged = device.sent;
			return device.sent < 60;
		}
		if (status !== 0 && status !== 503) throw new Error(`a voice was refused: ${status}`);
		if (faint) return false;
		await sleep(50 + Math.random() * 200);
	}
}

/** Voices as the closing counts them, as numbers. */
async function closeAndCollect(data: string, round: string): Promise<number[]> {
	const counted: number[] = [];
	const database = await openDatabase({ databaseUrl: null, dataDir: data });
	try {
		const { context } = startVoices({
			db: database.db,
			keyDir: join(data, 'keys'),
			batchEvery: 0,
			countVoices: (tree, pools, period, voices) => {
				counted.push(...voices.map(describeVoice));
				return countVoices(tree, pools, period, voices);
			},
			rebuildMarts: async () => {},
		});
		const closed = await closeRound(context, round);
		if (!closed.ok) throw new Error(`the round did not close: ${closed.code}`);
		if (closed.value.malformed > 0) throw new Error(`${closed.value.malformed} malformed voices`);
		if ((await inboxOf(database.db, round)).length > 0) throw new Error('the inbox is not empty');
	} finally {
		await database.close();
	}
	return counted;
}

function compare(devices: readonly SoakDevice[], counted: readonly number[]) {
	const times = new Map<number, number>();
	for (const voice of counted) times.set(voice, (times.get(voice) ?? 0) + 1);
	const lost: number[] = [];
	for (const device of devices) {
		// A voice that was sent and never acknowledged may count in place of the last acknowledged one.
		const possible = [device.sent, device.acknowledged].filter((version) => version > 0);
		const found = possible.find((version) => times.get(device.voiceNumber(version)) === 1);
		if (found !== undefined) times.delete(device.voiceNumber(found));
		else if (device.acknowledged > 0) lost.push(device.voiceNumber(device.acknowledged));
	}
	return {
		acknowledged: devices.reduce((sum, device) => sum + device.acknowledged, 0),
		devices: devices.filter((device) => device.acknowledged > 0).length,
		counted: counted.length,
		lost,
		doubled: [...times.keys()],
	};
}
