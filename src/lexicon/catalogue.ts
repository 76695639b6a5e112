/** Makes the catalogue that the committee reads: the rows as their writers wrote them, each with what the labelled texts say of it. */
import type { Catalogue, CatalogueRow, Said } from '#contracts/catalogue.ts';
import type { Lang } from '#contracts/ids.ts';
import type { Compilation } from './compile.ts';
import type { LabelledCheckIn } from './corpora.ts';
import { countRows, isReadersLabel, measureReadings, type RowCount } from './error-rates.ts';
import { readTable, type Source, tableName, type TsvRow } from './tsv.ts';

/** @param compilation of these very sources */
export function makeCatalogue(
	sources: readonly Source[],
	lang: Lang,
	compilation: Compilation,
	checkIns: readonly LabelledCheckIn[],
): Catalogue {
	const rows = listRows(sources);
	const known = new Map(rows.map(({ row, file }) => [`${file}:${row.line}`, row]));
	const compiled = compilation.rows.map(({ file, line }) => known.get(`${file}:${line}`)!);
	const shipped = new Set(compiled);
	for (const { row } of rows) if (!SILENT.has(row.theme) && !shipped.has(row)) row.unshipped = true;
	const labels = compiled.map(({ says }) => says[0]?.[0] ?? '');
	if (checkIns.length > 0)
		countRows(compilation.lexicon, labels, checkIns).forEach((count, at) => note(compiled[at]!, count));
	return {
		lang,
		rows: rows.map(({ row }) => row),
		texts: checkIns.length,
		measured: measureReadings(compilation.lexicon, lang, checkIns),
	};
}

function note(row: CatalogueRow, { fired, agreed }: RowCount): void {
	row.fired = fired;
	if (isReadersLabel(row.says[0]?.[0] ?? '')) row.agreed = agreed;
}

/** Tables whose rows speak through those of others. */
const SILENT = new Set(['classes', 'spelling', 'scope', 'signs']);
/** Tables that say nothing of a text. */
const TOOLS = new Set(['weights', 'unshipped']);

/** Every row of the sources of a language that says something of a text, in their order, faulty ones left out. */
export function listRows(sources: readonly Source[]): { file: string; row: CatalogueRow }[] {
	return sources.flatMap((source) => {
		const theme = tableName(source);
		if (TOOLS.has(theme)) return [];
		return readTable(source, theme, []).map((row) => ({
			file: source.file,
			row: { ...describe(row, theme), ...(source.own ? { own: true as const } : {}) },
		}));
	});
}

function describe({ cells, line }: TsvRow, theme: string): CatalogueRow {
	const { term = '', effect = '', weight = '', forms = '', example = '', reason = '', note = '' } = cells;
	const row = { theme, line, forms, example };
	if (theme === 'frames') return { ...row, term: cells['pattern'] ?? '', says: parseSays(effect, weight), reason };
	if (theme === 'scope')
		return { ...row, term: cells['trigger'] ?? '', says: [[effect, Number(cells['factor']) || 1]], reason };
	if (theme === 'signs')
		return {
			...row,
			term,
			says: parseSays(effect, ''),
			reason: '',
			sign: cells['kind'] as NonNullable<CatalogueRow['sign']>,
			...(cells['texts'] ? { fired: Number(cells['texts']) } : {}),
		};
	return { ...row, term, says: parseSays(effect, weight), reason: note };
}

/** `joy:0.8 !negative` with the row's own weight (or the compiler's default) where a label has none. */
function parseSays(effect: string, weight: string): Said[] {
	return effect
		.split(/\s+/)
		.filter(Boolean)
		.map((part) => {
			const at = part.lastIndexOf(':');
			return at < 0 ? [part, Number(weight || '0.5')] : [part.slice(0, at), Number(part.slice(at + 1))];
		});
}
