/** `murmure doctor`: looks at this installation and says what is not as it should be. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type OpenDatabase } from '#server/db/database.ts';
import { runMigrations } from '#server/db/migrate.ts';
import { findOrganisation } from '#server/db/organisation.ts';
import { loadConfig } from '#server/load-config.ts';
import { roundsWithoutKeys } from '#server/services/mark-lost-keys.ts';
import { ROOT } from '#server/root.ts';
import type { Config } from '#server/config.ts';

type Finding = { ok: boolean; what: string };

export async function run(): Promise<number> {
	const config = loadConfig();
	const findings = [
		{ ok: true, what: `Node ${process.versions.node}, ${process.platform}-${process.arch}` },
		...(await lookAtDatabase(config)),
		lookAtFolder('keys of open rounds', config.keyDir),
		lookAtFile('secret', config.secret ? null : join(config.dataDir, 'secret')),
		{
			ok: true,
			what: config.smtpUrl
				? 'mail leaves by SMTP_URL'
				: 'no SMTP_URL: sign-in links appear in the console only',
		},
		{
			ok: config.origin.startsWith('https:') || !config.originFixed || isLocal(config.origin),
			what: `address ${config.origin}`,
		},
		{
			ok: existsSync(join(ROOT, 'build', 'web', 'handler.js')),
			what: 'pages are built',
		},
	];
	for (const { ok, what } of findings) process.stdout.write(`${ok ? 'ok ' : 'NO '} ${what}\n`);
	return findings.every((finding) => finding.ok) ? 0 : 1;
}

const isLocal = (origin: string): boolean =>
	['localhost', '127.0.0.1', '[::1]'].includes(new URL(origin).hostname);

async function lookAtDatabase(config: Config): Promise<Finding[]> {
	const kind = config.databaseUrl ? 'DATABASE_URL' : `embedded under ${config.dataDir}`;
	try {
		const database = await openDatabase(config, { connections: 2 });
		try {
			await runMigrations(database.pool);
			const { rows } = await database.pool.query<{ server_version: string }>('show server_version');
			const organisation = await findOrganisation(database.db);
			return [
				{ ok: true, what: `PostgreSQL ${rows[0]?.server_version} (${kind}), tables up to date` },
				{ ok: true, what: organisation ? `set up, k = ${organisation.k}` : 'not set up yet' },
				await lookAtKeys(database, config.keyDir),
			];
		} finally {
			await database.close();
		}
	} catch (error) {
		const { code, name, message } = error as { code?: string; name: string; message: string };
		return [
			{
				ok: false,
				what: `database (${kind}): ${name === 'EmbeddedUnavailable' ? message : (code ?? name)}`,
			},
		];
	}
}

/** Without its key a round can be neither answered nor published. */
async function lookAtKeys({ db }: OpenDatabase, keyDir: string): Promise<Finding> {
	const lost = await roundsWithoutKeys(db, keyDir);
	return {
		ok: lost.length === 0,
		what:
			lost.length === 0
				? 'every round to come has its keys'
				: `keys of ${lost.join(', ')} are missing in ${keyDir}: mount the right folder, or “restore --lost-keys” gives them new ones`,
	};
}

/** Others must not read what is in it. */
function lookAtFolder(what: string, path: string): Finding {
	if (!existsSync(path)) return { ok: true, what: `${what}: none yet` };
	const open = (statSync(path).mode & 0o077) !== 0;
	return { ok: !open, what: open ? `${what}: ${path} is open to others, “chmod 700” it` : what };
}

function lookAtFile(what: string, path: string | null): Finding {
	if (path === null || !existsSync(path)) return { ok: true, what };
	const open = (statSync(path).mode & 0o077) !== 0;
	return { ok: !open, what: open ? `${what}: ${path} is open to others, “chmod 600” it` : what };
}
