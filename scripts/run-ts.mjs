/** Runs a TypeScript program of the workshop (evaluation, benchmarks, the linguist's tool): `run-ts.mjs FILE|FOLDER ARGS…`; a folder takes the first argument as the name of the file in it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { bundle } from './bundle.mjs';
import { ROOT } from './build-stamp.mjs';

let [target = '', ...args] = process.argv.slice(2);
if (target.endsWith('/')) {
	const names = readdirSync(join(ROOT, target))
		.filter((name) => name.endsWith('.ts') && !name.includes('-'))
		.map((name) => name.slice(0, -3));
	const name = args.shift() ?? '';
	if (!names.includes(name)) {
		console.error(`Which one? ${names.join(', ')}`);
		process.exit(2);
	}
	target = `${target}${name}.ts`;
}
if (!existsSync(join(ROOT, target))) {
	console.error(`${target} is missing.`);
	process.exit(1);
}
const out = join('build', 'tools', target.replace(/\.ts$/, '.js'));
// Such a program exports `run(argv)`, which answers its exit code.
const contents = `import { run } from './${target}';\nprocess.exitCode = await run(process.argv.slice(2));\n`;
await bundle({ stdin: { contents, resolveDir: ROOT, loader: 'ts' }, outfile: join(ROOT, out) });
const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, out), ...args], {
	stdio: 'inherit',
});
child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
