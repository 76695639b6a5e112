/** Every message must exist in every language, with the same parameters: a hole fails the build. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './build-stamp.mjs';

const FOLDER = join(ROOT, 'src', 'messages');

/** @returns one line a fault, naming the file and the key. */
export function findMessageFaults() {
	const settings = JSON.parse(
		readFileSync(join(FOLDER, 'project.inlang', 'settings.json'), 'utf8'),
	);
	const faults = [];
	const seen = new Map();
	for (const pattern of settings['plugin.inlang.messageFormat'].pathPattern) {
		const catalogues = settings.locales.map((locale) => {
			const file = pattern.replace('./', '').replace('{locale}', locale);
			return { file, messages: read(join(FOLDER, file), faults) };
		});
		const keys = new Set(catalogues.flatMap(({ messages }) => Object.keys(messages)));
		keys.delete('$schema');
		for (const key of keys) {
			if (seen.has(key)) faults.push(`${pattern}: ${key} stands in ${seen.get(key)} too`);
			seen.set(key, pattern);
			for (const { file, messages } of catalogues)
				if (isEmpty(messages[key])) faults.push(`src/messages/${file}: ${key} is missing`);
			const parameters = catalogues
				.filter(({ messages }) => key in messages)
				.map(({ messages }) => parametersOf(messages[key]));
			if (new Set(parameters).size > 1)
				faults.push(`${pattern}: ${key} has other parameters in another language`);
		}
	}
	return faults;
}

function read(file, faults) {
	if (!existsSync(file)) {
		faults.push(`${file} is missing`);
		return {};
	}
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		faults.push(`${file}: ${error.message}`);
		return {};
	}
}

const isEmpty = (message) => message === undefined || message === '' || message?.length === 0;

/** Names in braces; a message by variants also declares them, which is compared as a whole by its inputs. */
function parametersOf(message) {
	const text = JSON.stringify(message);
	return [...new Set([...text.matchAll(/\{\s*([A-Za-z]\w*)\s*\}/g)].map((found) => found[1]))]
		.sort()
		.join(',');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const faults = findMessageFaults();
	for (const fault of faults) console.error(fault);
	process.exit(faults.length > 0 ? 1 : 0);
}
