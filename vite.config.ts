import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({
			project: './src/messages/project.inlang',
			outdir: './src/messages/compiled',
			emitTsDeclarations: true,
			strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
			cookieName: 'murmure-lang',
		}),
		sveltekit(),
	],
	server: { port: 5173 },
	build: { target: 'es2022' },
});
