/** Holds who may import whom. Each message says where the code belongs. */
import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { MAY_IMPORT, MAY_IMPORT_TYPES, PACKAGE_HOMES, PURE, type Room } from './rooms.ts';

type Import = { from: string; line: string; typeOnly: boolean };

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((file) => `src/${file.replaceAll('\\', '/')}`)
	.filter((file) => /\.(ts|svelte)$/.test(file))
	.filter((file) => !file.includes('/compiled/'))
	.filter((file) => !file.endsWith('.d.ts'));

const TOP_FILES: Record<string, Room> = {
	'src/hooks.server.ts': 'routes',
	'src/app.d.ts': 'routes',
	'src/hooks.ts': 'routes',
};

function roomOf(file: string): Room | null {
	if (TOP_FILES[file]) return TOP_FILES[file];
	const [, first, second] = file.split('/');
	const inner = `${first}/${second}`;
	if (first === 'server' && inner in MAY_IMPORT) return inner as Room;
	return first && first in MAY_IMPORT ? (first as Room) : null;
}

function importsOf(file: string): Import[] {
	const text = readFileSync(file, 'utf8');
	const script = file.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((m) => m[1]).join('\n')
		: text;
	const source = ts.createSourceFile(file, script, ts.ScriptTarget.Latest, true);
	const found: Import[] = [];
	const visit = (node: ts.Node): void => {
		if (
			(ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
			node.moduleSpecifier &&
			ts.isStringLiteral(node.moduleSpecifier)
		) {
			const typeOnly = ts.isImportDeclaration(node)
				? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
				: node.isTypeOnly;
			found.push({ from: node.moduleSpecifier.text, line: node.getText(source), typeOnly });
		}
		if (
			ts.isCallExpression(node) &&
			node.expression.kind === ts.SyntaxKind.ImportKeyword &&
			node.arguments[0] &&
			ts.isStringLiteral(node.arguments[0])
		)
			found.push({ from: node.arguments[0].text, line: node.getText(source), typeOnly: false });
		if (
			ts.isImportTypeNode(node) &&
			ts.isLiteralTypeNode(node.argument) &&
			ts.isStringLiteral(node.argument.literal)
		)
			found.push({ from: node.argument.literal.text, line: node.getText(source), typeOnly: true });
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

/** The file or room an import points to, or null for a package. */
function target(file: string, from: string): string | null {
	if (from.startsWith('.')) return normalize(join(dirname(file), from));
	// The compiled lexicon is data that feeds the engine wherever it runs.
	if (from.startsWith('#lexicon/compiled/')) return null;
	if (from.startsWith('#')) return `src/${from.slice(1)}`;
	return null;
}

/** Tests, and what only they use, may reach for anything: `fixture.ts`, `samples.ts`. */
const isTest = (file: string) => /(\.test|\/fixture|\/samples)\.ts$/.test(file);

describe('the house', () => {
	it('has a room for every source file', () => {
		expect(files.filter((file) => roomOf(file) === null)).toEqual([]);
	});

	it('lets each room import only from the rooms below it', () => {
		const wrong = files.flatMap((file) => {
			const room = roomOf(file);
			if (!room || isTest(file)) return [];
			return importsOf(file).flatMap(({ from, typeOnly }) => {
				const to = target(file, from);
				const other = to && roomOf(to);
				if (!other || other === room) return [];
				const allowed = [...MAY_IMPORT[room], ...(typeOnly ? (MAY_IMPORT_TYPES[room] ?? []) : [])];
				return allowed.includes(other)
					? []
					: [
							`${file} (${room}) imports ${from}: ${room} may import ${allowed.join(', ') || 'nothing'}; move what is shared to src/contracts or turn the call round`,
						];
			});
		});
		expect(wrong).toEqual([]);
	});

	it('keeps the pure rooms free of Node, clocks and chance', () => {
		const wrong = files
			.filter((file) => PURE.includes(roomOf(file)!) && !isTest(file))
			.flatMap((file) => {
				const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
				const node = importsOf(file)
					.filter(({ from }) => isBuiltin(from))
					.map(({ from }) => `${file} imports ${from}`);
				const chance =
					/\b(Math\.random|Date\.now|new Date\(\)|performance\.now|process\.|globalThis\.crypto|crypto\.getRandomValues|fetch\()/.exec(
						text,
					);
				return [...node, ...(chance ? [`${file} uses ${chance[0]}: pass it in`] : [])];
			});
		expect(wrong).toEqual([]);
	});

	it('keeps each package in its one home', () => {
		const wrong = files
			.filter((file) => !isTest(file))
			.flatMap((file) =>
				importsOf(file).flatMap(({ from, typeOnly }) =>
					PACKAGE_HOMES.filter(
						(home) => home.package.test(from) && !typeOnly && !home.rooms.includes(roomOf(file)!),
					).map((home) => `${file} imports ${from}: ${home.say}`),
				),
			);
		expect(wrong).toEqual([]);
	});

	it('lets only the release gate make a Published value', () => {
		const makers = files
			.filter((file) => !isTest(file))
			.filter((file) => /\bas (unknown as )?Published</.test(readFileSync(file, 'utf8')))
			.filter((file) => !/^src\/server\/analytics\/|^src\/contracts\/published\.ts/.test(file));
		expect(makers).toEqual([]);
	});

	it('lets the charts take nothing but Published values', () => {
		const wrong = files
			.filter((file) => file.startsWith('src/ui/charts/') && file.endsWith('.svelte'))
			.filter((file) => !readFileSync(file, 'utf8').includes('Published<'));
		expect(wrong).toEqual([]);
	});
});
