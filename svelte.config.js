import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	compilerOptions: { runes: true },
	kit: {
		...(process.env.MURMURE_BUILD ? { version: { name: process.env.MURMURE_BUILD } } : {}),
		adapter: adapter({ out: 'build/web', precompress: true }),
		files: { appTemplate: 'src/app.html' },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self', 'strict-dynamic'],
				'style-src': ['self'],
				// Kit's route announcer sets one fixed inline style; only that very style is allowed.
				'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'manifest-src': ['self'],
				'worker-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'frame-ancestors': ['none'],
			},
		},
		typescript: {
			config: (config) => ({
				...config,
				include: [
					...config.include.filter((path) => !path.includes('src/lib')),
					'../src/**/*.ts',
					'../src/**/*.svelte',
					'../tests/**/*.ts',
					'../scripts/**/*.ts',
					'../*.ts',
				],
			}),
		},
	},
};
