/** The rows that a view of the lexicon shows, on all its pages, as a file for a spreadsheet. */
import { protectCell, writeCsv } from '#contracts/spreadsheet.ts';
import { m } from '#messages/messages.js';
import { termName, themeName } from '#ui/lexicon/labels.ts';
import { saysInWords } from '#ui/lexicon/says.ts';
import { call } from '../../../call.ts';
import { filterOf, readAddress } from '../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const address = readAddress(url.searchParams, locals.lang);
	const rows = await call(locals, (api) => api.committee.lexiconRows(filterOf(address)));
	const header = [
		m.language(),
		m.lexicon_theme(),
		m.lexicon_csv_line(),
		m.lexicon_col_term(),
		m.lexicon_csv_forms(),
		m.lexicon_col_says(),
		m.lexicon_csv_example(),
		m.lexicon_csv_reason(),
		m.lexicon_csv_fired(),
		m.lexicon_csv_agreed(),
		m.lexicon_own(),
	];
	const body = rows.map((row) => [
		row.lang,
		themeName(row.theme),
		String(row.line),
		termName(row),
		row.forms,
		saysInWords(row).join(' · '),
		row.example,
		row.reason,
		row.fired === undefined ? '' : String(row.fired),
		row.agreed === undefined ? '' : String(row.agreed),
		row.own ? 'x' : '',
	]);
	const csv = writeCsv(
		[header, ...body].map((cells) => cells.map(protectCell)),
		locals.lang === 'fr' ? ';' : ',',
	);
	return new Response(csv, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="murmure-${m.lexicon_csv_file()}-${address.lang}.csv"`,
			'cache-control': 'private, no-store',
		},
	});
};
