import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';

const problems = (env: Record<string, string>): string[] => {
	const result = readConfig(env, '/srv/murmure');
	return result.ok ? [] : result.problems;
};

describe('the settings', () => {
	it('need nothing at all', () => {
		expect(readConfig({}, '/srv/murmure')).toEqual({
			ok: true,
			value: {
				databaseUrl: null,
				dataDir: '/srv/murmure/data',
				keyDir: '/srv/murmure/data/keys',
				lexiconDir: '/srv/murmure/lexicon/custom',
				lexiconDirFixed: false,
				host: '127.0.0.1',
				port: 5173,
				origin: 'http://localhost:5173',
				originFixed: false,
				smtpUrl: null,
				mailFrom: 'Murmure <murmure@localhost>',
				secret: null,
				batchSeconds: 3,
				ledgerPublic: false,
				anchorFile: null,
				anchorGit: null,
				anchorTsa: null,
			},
		});
	});

	it('take an empty variable for one that is not set', () => {
		expect(readConfig({ PORT: '', DATABASE_URL: ' ', ORIGIN: '' }, '/srv/murmure')).toEqual(
			readConfig({}, '/srv/murmure'),
		);
	});

	it('follow what is set', () => {
		const env = {
			DATABASE_URL: 'postgresql://m:s@db:5432/m',
			MURMURE_DATA_DIR: 'var',
			MURMURE_KEY_DIR: '/keys',
			MURMURE_LEXICON_DIR: 'jargon',
			HOST: '0.0.0.0',
			PORT: '8080',
			ORIGIN: 'https://murmure.example.org/',
		};
		expect(readConfig(env, '/srv/murmure')).toMatchObject({
			value: {
				databaseUrl: 'postgresql://m:s@db:5432/m',
				dataDir: '/srv/murmure/var',
				keyDir: '/keys',
				lexiconDir: '/srv/murmure/jargon',
				lexiconDirFixed: true,
				port: 8080,
				origin: 'https://murmure.example.org',
				originFixed: true,
			},
		});
	});

	it.each([
		[{ PORT: 'http' }, 'PORT must be a whole number from 1 to 65535'],
		[{ PORT: '0' }, 'PORT must be a whole number from 1 to 65535'],
		[{ PORT: '80.5' }, 'PORT must be a whole number from 1 to 65535'],
		[
			{ DATABASE_URL: 'mysql://x' },
			'DATABASE_URL must be an address such as postgresql://murmure:secret@localhost:5432/murmure',
		],
		[
			{ SMTP_URL: 'mail.example.org' },
			'SMTP_URL must be an address such as smtps://user:secret@mail.example.org',
		],
		[
			{ ORIGIN: 'murmure.example.org' },
			'ORIGIN must be an address such as https://murmure.example.org',
		],
		[
			{ ORIGIN: 'https://x.org/murmure' },
			'ORIGIN must be a scheme, a host and a port only, without a path',
		],
		[{ MURMURE_SECRET: 'short' }, 'MURMURE_SECRET must have at least 32 characters'],
		[{ MURMURE_BATCH_SECONDS: '90' }, 'MURMURE_BATCH_SECONDS must be a whole number from 1 to 60'],
		[
			{ HOST: '0.0.0.0' },
			'ORIGIN must say how browsers reach Murmure (such as https://murmure.example.org) when HOST is not this machine alone',
		],
	])('say one clear thing of a mistake: %o', (env, message) => {
		expect(problems(env)).toEqual([message]);
	});

	it('say all mistakes at once, and never a value', () => {
		const found = problems({ PORT: 'x', SMTP_URL: 'user:hunter2', MURMURE_SECRET: 'hunter2' });
		expect(found).toHaveLength(3);
		expect(found.join()).not.toContain('hunter2');
	});
});
