import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{
		ignores: [
			'build/',
			'data/',
			'.svelte-kit/',
			'src/messages/compiled/',
			'src/lexicon/compiled/',
			'drizzle/',
			'node_modules/',
			'test-results/',
			'playwright-report/',
		],
	},
	...ts.configs.recommended,
	...svelte.configs.recommended,
	{
		rules: {
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-non-null-assertion': 'off',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': 'error',
			'no-restricted-properties': [
				'error',
				{
					object: 'Math',
					property: 'random',
					message: 'Pass randomness in; what must not be guessed comes from crypto.',
				},
			],
		},
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
		},
		rules: {
			// Addresses are fixed paths of this application; there is no base path to resolve.
			'svelte/no-navigation-without-resolve': 'off',
			// Inline styles are refused by the content-security policy.
			'svelte/no-inline-styles': 'error',
			'svelte/no-at-html-tags': 'error',
		},
	},
	{
		// Programs for people at a terminal speak on the console.
		files: [
			'src/cli/**',
			'scripts/**',
			'bin/**',
			'tests/**',
			'src/lexicon/*.ts',
			'src/server/log.ts',
		],
		rules: { 'no-console': 'off' },
	},
	{
		// Chance in a test guards nothing.
		files: ['tests/**'],
		rules: { 'no-restricted-properties': 'off' },
	},
);
