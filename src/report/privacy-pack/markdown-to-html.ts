/** The few forms of Markdown that our own documents use, as one self-contained HTML page; anything else stays text. */

/** @param lang of the document. */
export function pageOf(title: string, markdown: string, lang: string): string {
	return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>
<style>
body{font:17px/1.55 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1.5rem;color:#1e2320;background:#faf6ee}
h1,h2,h3{font-family:Georgia,serif;font-weight:400;line-height:1.2}h2{margin-top:2.2em}
table{border-collapse:collapse;width:100%;margin:1em 0;font-size:.9em}
th,td{border:1px solid #857d6f;padding:.4em .6em;text-align:start;vertical-align:top}th{background:#f0eade}
code{font-size:.88em;overflow-wrap:anywhere}mark{background:#ebcdb8;color:inherit}
@media (max-width:40rem){table{display:block;overflow-x:auto}}
@media print{body{background:#fff;max-width:none;margin:0}h2{break-after:avoid}tr{break-inside:avoid}}
</style>
</head>
<body>
<main>
${toHtml(markdown)}
</main>
</body>
</html>
`;
}

/** Headings, paragraphs, lists, tables, and inline code, strong, and blanks (\`[…]\` in square brackets) as marks. */
export function toHtml(markdown: string): string {
	return markdown
		.trim()
		.split(/\n{2,}/)
		.map((block) => blockOf(block.split('\n')))
		.join('\n');
}

function blockOf(lines: readonly string[]): string {
	const [first = ''] = lines;
	const heading = /^(#{1,4}) (.*)$/.exec(first);
	if (heading && lines.length === 1) {
		const level = heading[1]?.length ?? 1;
		return `<h${level}>${inline(heading[2] ?? '')}</h${level}>`;
	}
	if (lines.every((line) => line.startsWith('|'))) return tableOf(lines);
	if (lines.every((line) => /^(- | {2})/.test(line))) return listOf(lines, 'ul', /^- /);
	if (lines.every((line) => /^(\d+\. | {2})/.test(line))) return listOf(lines, 'ol', /^\d+\. /);
	return `<p>${inline(lines.join(' '))}</p>`;
}

function listOf(lines: readonly string[], tag: 'ul' | 'ol', mark: RegExp): string {
	const items: string[] = [];
	for (const line of lines)
		if (mark.test(line)) items.push(line.replace(mark, ''));
		else items.push(`${items.pop() ?? ''} ${line.trim()}`);
	return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`;
}

function tableOf([head = '', , ...rows]: readonly string[]): string {
	const cells = (line: string, tag: string): string =>
		line
			.replace(/^\||\|$/g, '')
			.split('|')
			.map((cell) => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${inline(cell.trim())}</${tag}>`)
			.join('');
	const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
	return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
}

/** Code is set aside first, so that nothing in it counts as a mark and a strong passage may hold some. */
function inline(text: string): string {
	const codes: string[] = [];
	const marked = escape(text.replaceAll('\u0000', ''))
		.replace(/`([^`]+)`/g, (_, code: string) => `\u0000${codes.push(code) - 1}\u0000`)
		.replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
		.replace(/\[([^\]]+)\]/g, '<mark>[$1]</mark>');
	return marked.replace(
		/\u0000(\d+)\u0000/g,
		(_, at: string) => `<code>${codes[Number(at)]}</code>`,
	);
}

const escape = (text: string): string =>
	text.replace(
		/[&<>"]/g,
		(char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!,
	);
