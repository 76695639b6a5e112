/** Unit tests sit beside pure code; tests/ holds architecture, corpus and integration. No Vite plugin is needed, so none is loaded. */
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
		],
	},
});
