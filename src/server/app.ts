/** The composition root: everything that runs is made and joined here, once a process, and stopped in the reverse order. */
import { mkdirSync } from 'node:fs';
import { openGate, type Gate } from './analytics/gate.ts';
import { martsPath, rebuildMarts } from './analytics/marts.ts';
import { countVoices } from './analytics/stage-voices.ts';
import { createAuth, type Auth } from './auth/auth.ts';
import { createLimiter, type Limiter } from './auth/limiter.ts';
import { ensureSetupCode } from './auth/setup-code.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database, type OpenDatabase } from './db/database.ts';
import { readLedger } from './db/ledger.ts';
import { isUp } from './db/is-up.ts';
import { runMigrations } from './db/migrate.ts';
import { findOrganisation, type Organisation } from './db/organisation.ts';
import { deleteExpiredSignIns } from './db/people.ts';
import { mergedLexicon, openLexicon, type LexiconInUse } from './lexicon-in-use.ts';
import { ensureSecret, loadConfig } from './load-config.ts';
import { log } from './log.ts';
import { createMailer, type Mailer } from './mail/mailer.ts';
import { RUNNING, type RunningApp } from './running.ts';
import { createScheduler } from './scheduler.ts';
import { anchorRelease } from './services/anchor-head.ts';
import { announceUntoldSeats } from './services/announce-seats.ts';
import { announceSeason } from './services/announce-season.ts';
import { serviceContext, type ServiceContext } from './services/context.ts';
import { createSignIn, type SignIn } from './services/sign-in.ts';
import { startVoices, type Voices } from './voices/start-voices.ts';

export type App = {
	config: Config;
	secret: string;
	services: ServiceContext;
	auth: Auth;
	mailer: Mailer;
	signIn: SignIn;
	setUpAttempts: Limiter;
	/** The anonymous voice: batcher, seasons, rounds. */
	voices: Voices;
	/** The only way to what was published. */
	gate: Gate;
	/** What the committee may read of the lexicon, and devices fetch. */
	lexicon: LexiconInUse;
	/** Null before the set-up. */
	organisation(): Promise<Organisation | null>;
	/** Whether the database answers. */
	isUp(): Promise<boolean>;
};

type Held = RunningApp & { app: App };
const holder = globalThis as { [RUNNING]?: Held };

/** The running app. Throws before `startApp`: that is a bug. */
export function getApp(): App {
	const held = holder[RUNNING];
	if (!held) throw new Error('the app is not started');
	return held.app;
}

/** Opens the database, brings it up to date, starts the batcher and the scheduler. @throws ConfigError, EmbeddedUnavailable */
export async function startApp(): Promise<App> {
	const config = loadConfig();
	const database = await openDatabase(config);
	try {
		await runMigrations(database.pool);
		const app = assemble(config, database);
		// They may be missing, or older than a ledger that another server wrote.
		await rebuildMartsNow(config, database.db);
		holder[RUNNING] = { app, stop: startWork(app, database) };
		await announceSetUp(app);
		return app;
	} catch (error) {
		await database.close();
		throw error;
	}
}

/** Joins the parts, starting nothing: tests use it on a database of their own. */
export function assemble(config: Config, { db }: Pick<OpenDatabase, 'db'>): App {
	const services = serviceContext(db);
	const secret = ensureSecret(config);
	const auth = createAuth({ db, origin: config.origin, secret });
	const mailer = createMailer(config);
	return {
		config,
		secret,
		services,
		auth,
		mailer,
		signIn: createSignIn(services, { auth, mailer, origin: config.origin }),
		setUpAttempts: createLimiter({ each: 20, all: 20, windowMs: 10 * 60_000 }, services.now),
		organisation: () => findOrganisation(db),
		gate: openGate(martsPath(config.dataDir)),
		lexicon: openLexicon(mergedLexicon()),
		isUp: () => isUp(db),
		voices: startVoices({
			db,
			keyDir: config.keyDir,
			batchEvery: config.batchSeconds * 1000,
			countVoices,
			rebuildMarts: () => rebuildMartsNow(config, db),
			announceSeason: (season) => announceSeason({ db, config, mailer }, season),
			anchorRelease: () => anchorRelease({ db, config, mailer, now: services.now }),
		}),
	};
}

/** @returns what stops it all: no new work, then the last writes, then the database. */
function startWork(app: App, database: OpenDatabase): () => Promise<void> {
	const scheduler = createScheduler(database.pool, async () => {
		await deleteExpiredSignIns(app.services.db, app.services.now());
		await announceUntoldSeats(app.services);
		await app.voices.runDueWork();
	});
	void scheduler.tick();
	return async () => {
		await app.voices.stop();
		await scheduler.stop();
		await app.signIn.settled();
		app.mailer.close();
		await app.gate.close();
		await database.close();
		delete holder[RUNNING];
		log('stopped');
	};
}

async function rebuildMartsNow({ dataDir }: Config, db: Database): Promise<void> {
	mkdirSync(dataDir, { recursive: true });
	await rebuildMarts(martsPath(dataDir), await readLedger(db));
}

async function announceSetUp(app: App): Promise<void> {
	if (await app.organisation()) return;
	const code = ensureSetupCode(app.config.dataDir);
	process.stderr.write(
		`murmure: this Murmure is new. Set it up at ${app.config.origin}/setup\n` +
			`murmure: with this one-time code: ${code}\n`,
	);
}
