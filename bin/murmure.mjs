#!/usr/bin/env node
/** The launcher: builds what is stale, then runs the command line. Nothing but a command's own results goes to standard output. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Murmure needs Node 20.19 or later; this is ${process.versions.node}.`);
	process.exit(1);
}

const { ensureBuilt, BuildError } = await import('../scripts/build.mjs');
const SERVES = ['start', 'demo'];

try {
	const parts = ['messages', 'lexicon', 'cli'];
	await ensureBuilt(SERVES.includes(process.argv[2]) ? [...parts, 'web'] : parts);
} catch (error) {
	if (!(error instanceof BuildError)) throw error;
	console.error(error.message);
	process.exit(1);
}
const { main } = await import('../build/cli/murmure.js');
await main(process.argv.slice(2));
