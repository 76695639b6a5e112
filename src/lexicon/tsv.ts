/** Reads the lexicon's spreadsheets: columns by name, faults by file and line. */

export type Source = {
	file: string;
	text: string;
	/** The table that its rows belong to, where the file's name does not say it. */
	table?: string;
	/** One of the organisation's own additions. */
	own?: true;
};
export type Problem = {
	file: string;
	line: number;
	field: string;
	message: string;
	/** The row is kept all the same. */
	warning?: boolean;
};
export function problemLine({ file, line, field, message }: Problem): string {
	return `${file}:${line}: ${field}: ${message}`;
}

export type TsvRow = { file: string; line: number; cells: Record<string, string> };

const TERMS = ['term', 'pos', 'effect', 'weight', 'forms', 'example', 'source', 'note'];
/** Columns of each kind of file, in order. */
export const HEADERS: Record<string, string[]> = {
	frames: ['id', 'pattern', 'effect', 'weight', 'reason', 'example', 'note'],
	scope: ['id', 'trigger', 'effect', 'after', 'before', 'bound', 'factor', 'reason', 'example'],
	signs: ['term', 'kind', 'effect', 'texts'],
	weights: ['name', 'value', 'comment'],
	unshipped: ['file', 'row', 'unshipped'],
};

/** The table of a file: its name without folder and extension, unless it says another. */
export function tableName({ file, table }: Source): string {
	return table ?? file.replace(/^.*[\\/]/, '').replace(/\.tsv$/, '');
}

export function headerOf(name: string): string[] {
	return HEADERS[name] ?? TERMS;
}

/** Rows of one file; a wrong header is one problem and no rows, a bad row is left out. */
export function readTable(source: Source, name: string, problems: Problem[]): TsvRow[] {
	const header = headerOf(name);
	const lines = source.text.replace(/^\uFEFF/, '').split(/\r?\n/);
	if (lines.at(-1) === '') lines.pop();
	const rows: TsvRow[] = [];
	if (lines[0] !== header.join('\t')) {
		problems.push({ file: source.file, line: 1, field: 'header', message: `expected: ${header.join(' ')}` });
		return rows;
	}
	for (let i = 1; i < lines.length; i++) {
		const values = lines[i]!.split('\t');
		const problem = (field: string, message: string): void => {
			problems.push({ file: source.file, line: i + 1, field, message });
		};
		if (lines[i]!.trim() === '') {
			problem('row', 'empty line');
			continue;
		}
		if (values.length > header.length || values.length < 3) {
			problem('row', `${values.length} columns, expected ${header.length}`);
			continue;
		}
		const cells: Record<string, string> = {};
		for (let c = 0; c < header.length; c++) cells[header[c]!] = (values[c] ?? '').trim();
		rows.push({ file: source.file, line: i + 1, cells });
	}
	return rows;
}
