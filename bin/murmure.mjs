#!/usr/bin/env node
/** The launcher: builds what is stale, then runs the command line. Nothing but a command's own results goes to standard output. */
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
	console.error(`Murmure needs Node 20.19 or later; this is ${process.versions.node}.`);
	process.exit(1);
}

const { ensureBuilt, BuildError } = await import('../scripts/build.mjs');
/** Commands that read no text or show no page need less. */
const NEEDS = {
	start: ['messages', 'lexicon', 'cli', 'web'],
	demo: ['messages', 'lexicon', 'cli', 'web'],
	read: ['messages', 'lexicon', 'cli'],
};

try {
	await ensureBuilt(NEEDS[process.argv[2]] ?? ['messages', 'cli']);
} catch (error) {
	if (!(error instanceof BuildError)) throw error;
	console.error(error.message);
	process.exit(1);
}
const { main } = await import('../build/cli/murmure.js');
await main(process.argv.slice(2));
