/** Journeys in a real browser against a real demonstration, built and started as its user would. */
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { systemChromium } from './scripts/browser.ts';

const executablePath = systemChromium(existsSync);

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '*.spec.ts',
	globalSetup: './tests/e2e/global-setup.ts',
	outputDir: 'test-results/e2e',
	timeout: 60_000,
	expect: { timeout: 10_000 },
	// One demonstration is shared; the journeys that change it run in the order of their files.
	workers: 1,
	fullyParallel: false,
	reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
	use: {
		locale: 'fr-FR',
		screenshot: 'only-on-failure',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
			],
		},
	},
});
