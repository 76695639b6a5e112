/** Starts one PostgreSQL for all integration tests (DATABASE_URL if given, else the embedded one in a temporary folder) and migrates a template. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openPool } from '#server/db/database.ts';
import { enterEmbedded } from '#server/db/embedded.ts';
import { runMigrations } from '#server/db/migrate.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		server: pg.ClientConfig;
		template: string;
	}
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	// A run of many builds, one after the other, keeps its server's folder.
	const kept = process.env.MURMURE_TEST_SERVER;
	const folder = kept ?? mkdtempSync(join(tmpdir(), 'murmure-test-'));
	// As root, the server runs as another user, who must get in.
	chmodSync(folder, 0o755);
	const embedded = process.env.DATABASE_URL ? null : await enterEmbedded(folder);
	const server = embedded?.connection ?? { connectionString: process.env.DATABASE_URL ?? '' };
	const template = `murmure_template_${process.pid}`;
	const admin = new pg.Client(server);
	await admin.connect();
	await admin.query(`create database ${template}`);
	const pool = openPool(inDatabase(server, template), 2);
	await runMigrations(pool);
	await pool.end();
	project.provide('server', server);
	project.provide('template', template);
	return async () => {
		await admin.query(`drop database if exists ${template} with (force)`);
		await admin.end();
		await embedded?.leave();
		if (!kept) rmSync(folder, { recursive: true, force: true });
	};
}

export function inDatabase(server: pg.ClientConfig, database: string): pg.ClientConfig {
	if (!server.connectionString) return { ...server, database };
	const url = new URL(server.connectionString);
	url.pathname = `/${database}`;
	return { connectionString: url.href };
}
