/** Unit tests sit beside pure code; tests/ holds architecture, corpus, integration and attacks. No Vite plugin is needed, so none is loaded. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{ test: { name: 'unit', include: ['src/**/*.test.ts'] } },
			{ test: { name: 'architecture', include: ['tests/architecture/**/*.test.ts'] } },
			{ test: { name: 'corpus', include: ['tests/corpus/**/*.test.ts'], testTimeout: 60_000 } },
			{
				test: {
					name: 'integration',
					include: ['tests/integration/**/*.test.ts'],
					globalSetup: ['tests/integration/global-setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
			{
				resolve: {
					// The doors of the application (hooks, endpoints) are loaded without Kit.
					alias: {
						'$app/environment': fileURLToPath(
							new URL('tests/attacks/app-environment.ts', import.meta.url),
						),
					},
				},
				test: {
					name: 'attacks',
					include: ['tests/attacks/*.attack.test.ts'],
					// All of them by `npm run attacks`.
					exclude: process.env.MURMURE_ATTACKS === 'all' ? [] : ['tests/attacks/*.slow.*'],
					globalSetup: ['tests/integration/global-setup.ts', 'tests/attacks/keys-setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
				},
			},
		],
	},
});
