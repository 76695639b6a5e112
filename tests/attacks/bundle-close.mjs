/** Bundles the program that closes a round and dies at a step; its one argument is where to. */
import { build } from 'esbuild';

await build({
	entryPoints: ['tests/attacks/close-and-die.ts'],
	outfile: process.argv[2],
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	logLevel: 'error',
	loader: { '.sql': 'text' },
	// Packages are found from where the sources are, not from the bundle.
	plugins: [
		{
			name: 'packages-here',
			setup({ onResolve }) {
				onResolve({ filter: /^[a-z@]/ }, async ({ path, kind }) =>
					kind === 'entry-point' || path.startsWith('node:')
						? null
						: { path: import.meta.resolve(path), external: true },
				);
			},
		},
	],
});
