/** Reads the settings of this process: `.env`, the environment, and the secret kept in the data folder. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, type Config } from './config.ts';
import { ROOT } from './root.ts';

/** A mistake in the settings: the command line prints its message and exits 2. */
export class ConfigError extends Error {
	override name = 'ConfigError';
}

/** @throws ConfigError with every mistake, one a line. */
export function loadConfig(): Config {
	const file = join(ROOT, '.env');
	// Variables already in the environment win over the file.
	if (existsSync(file)) process.loadEnvFile(file);
	const result = readConfig(process.env, ROOT);
	if (!result.ok) throw new ConfigError(result.problems.join('\n'));
	return result.value;
}

/**
 * The secret that signs session cookies: MURMURE_SECRET, else 32 random bytes made once and kept at
 * `<data>/secret`, mode 0600. Several processes may ask at once.
 */
export function ensureSecret(config: Config): string {
	if (config.secret) return config.secret;
	mkdirSync(config.dataDir, { recursive: true });
	const file = join(config.dataDir, 'secret');
	try {
		writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
	}
	return readFileSync(file, 'utf8').trim();
}
