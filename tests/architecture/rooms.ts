/** Who may import whom, and which package lives where: the house of STYLE.md as data, each rule with the reason its message gives. */

export type Room =
	| 'contracts'
	| 'engine'
	| 'lexicon'
	| 'client'
	| 'release'
	| 'analysis'
	| 'report'
	| 'messages'
	| 'ui'
	| 'routes'
	| 'cli'
	| 'server/db'
	| 'server/analytics'
	| 'server/services'
	| 'server/trpc'
	| 'server/voices'
	| 'server/auth'
	| 'server/mail'
	| 'server/demo'
	| 'server/backup'
	| 'server/anchors'
	| 'server';

/** Rooms each room may import from, besides itself. */
export const MAY_IMPORT: Record<Room, Room[]> = {
	contracts: [],
	engine: ['contracts'],
	lexicon: ['contracts', 'engine'],
	client: ['contracts', 'engine', 'messages'],
	release: ['contracts'],
	analysis: ['contracts', 'release'],
	report: ['contracts', 'analysis'],
	messages: [],
	ui: ['contracts', 'engine', 'analysis', 'report', 'messages'],
	routes: [
		'contracts',
		'ui',
		'client',
		'messages',
		'server',
		'server/trpc',
		'server/services',
		'server/auth',
		'server/voices',
		'analysis',
	],
	cli: [
		'contracts',
		'engine',
		'lexicon',
		'release',
		'analysis',
		'report',
		'server',
		'server/services',
		'server/analytics',
		'server/demo',
		'server/db',
		'server/voices',
	],
	'server/db': ['contracts', 'release', 'server'],
	'server/backup': ['contracts', 'server'],
	'server/anchors': ['contracts', 'release', 'messages', 'server', 'server/mail'],
	'server/analytics': ['contracts', 'release', 'analysis', 'server'],
	'server/services': [
		'contracts',
		'engine',
		'release',
		'analysis',
		'report',
		'server',
		'server/db',
		'server/analytics',
		'server/mail',
		'server/auth',
		'server/voices',
		'server/backup',
		'server/anchors',
	],
	'server/voices': [
		'contracts',
		'release',
		'server',
		'server/db',
		'server/analytics',
		'server/services',
	],
	'server/auth': ['contracts', 'server', 'server/db', 'server/mail', 'server/services'],
	'server/mail': ['contracts', 'messages', 'server'],
	'server/trpc': [
		'contracts',
		'analysis',
		'release',
		'server',
		'server/services',
		'server/auth',
		'server/voices',
		'server/analytics',
		'server/db',
	],
	'server/demo': [
		'contracts',
		'engine',
		'release',
		'client',
		'server',
		'server/services',
		'server/db',
		'server/voices',
		'server/analytics',
		'server/auth',
	],
	server: [
		'contracts',
		'release',
		'engine',
		'server/db',
		'server/services',
		'server/auth',
		'server/mail',
		'server/analytics',
		'server/voices',
		'server/trpc',
	],
};

/** Type-only imports that carry no code: the client knows the router's types. */
export const MAY_IMPORT_TYPES: Partial<Record<Room, Room[]>> = {
	client: ['server/trpc', 'ui'],
	ui: ['server/analytics', 'server/services', 'client', 'server/trpc'],
	routes: ['server/analytics', 'engine'],
};

/** Rooms that stay free of Node, clocks and chance: what they need is passed in. */
export const PURE: Room[] = ['contracts', 'engine', 'release', 'analysis', 'report'];

/** Packages with one home. */
export const PACKAGE_HOMES: { package: RegExp; rooms: Room[]; say: string }[] = [
	{
		package: /^(drizzle-orm|pg)(\/|$)/,
		rooms: ['server/db', 'server/auth'],
		say: 'SQL through drizzle or pg lives in src/server/db; ask it a question by name',
	},
	{
		package: /^@duckdb\//,
		rooms: ['server/analytics'],
		say: 'DuckDB lives in src/server/analytics; its SQL in analytics/',
	},
	{
		package:
			/^(natural|compromise|fr-compromise|french-verbs|french-verbs-lefff|french-adjectives|english-)/,
		rooms: ['lexicon'],
		say: 'language tools are too heavy for a page or the server; only the lexicon compiler loads them',
	},
	{
		package: /^(svelte|@sveltejs\/kit|\$app)(\/|$)/,
		rooms: ['ui', 'routes', 'client'],
		say: 'framework code belongs to ui and routes',
	},
	{
		package: /^better-auth(\/|$)/,
		rooms: ['server/auth'],
		say: 'sign-in lives in src/server/auth',
	},
	{
		package: /^@trpc\/server|^trpc-sveltekit/,
		rooms: ['server/trpc', 'client', 'routes'],
		say: 'tRPC stays behind src/server/trpc and src/client/trpc.ts',
	},
];
