/** The journal as a page to read or print, made on the device. Built as a document, so that no word of it is ever taken for markup. */
import type { JournalEntry } from '#contracts/journal.ts';
import { skyOf } from '#engine/companion/weather.ts';
import { m } from '#messages/messages.js';
import { getLocale } from '#messages/runtime.js';
import { dateInWords, dayInWords, listInWords, periodInWords } from '../dates.ts';
import { difficultyName, emotionName, factorName, markOf } from '../labels.ts';
import { byMonth } from './months.ts';
import { monthWord, skyWord } from './words.ts';

const STYLE = `body{font:17px/1.55 Georgia,serif;max-width:40em;margin:2em auto;padding:0 1em;color:#1e2320;background:#fff}
h1,h2{font-weight:400}h2{border-bottom:1px solid #1e2320;margin-top:2em}article{border-top:1px solid #dad2c3;padding:.6em 0;break-inside:avoid}
h2+article{border-top:0}h3{font-size:1em;margin:0}p{margin:.3em 0}.text{white-space:pre-wrap}.soft{color:#4f544c;font-size:.9em}`;

/** @param entries latest first. @param today `YYYY-MM-DD`. @returns a whole HTML document that needs nothing else. */
export function exportPage(entries: readonly JournalEntry[], today: string): string {
	const page = document.implementation.createHTMLDocument(m.journal_title());
	page.documentElement.lang = getLocale();
	const charset = page.createElement('meta');
	charset.setAttribute('charset', 'utf-8');
	const style = page.createElement('style');
	style.textContent = STYLE;
	page.head.prepend(charset, style);
	const add = (parent: Element, tag: string, text: string, kind = ''): HTMLElement => {
		const made = page.createElement(tag);
		made.textContent = text;
		if (kind) made.className = kind;
		parent.append(made);
		return made;
	};
	add(page.body, 'h1', m.journal_title());
	add(page.body, 'p', m.journal_exported_on({ date: dateInWords(today) }), 'soft');
	for (const { month, sky, entries: some } of byMonth(entries)) {
		const name = periodInWords(month);
		add(page.body, 'h2', sky ? `${name}, ${monthWord(sky)}` : name);
		for (const entry of some) {
			const article = add(page.body, 'article', '');
			add(article, 'h3', `${dayInWords(entry.day)}${m.colon()} ${skyWord(skyOf(entry.reading))}`);
			if (entry.text) add(article, 'p', entry.text, 'text').lang = entry.lang;
			for (const line of entryLines(entry.reading)) add(article, 'p', line, 'soft');
		}
	}
	return `<!doctype html>\n${new XMLSerializer().serializeToString(page.documentElement)}\n`;
}

/** A reading in lines: what weighs, what carries, what is felt, what it is made of. */
export function entryLines({ factors, emotion, difficulty }: JournalEntry['reading']): string[] {
	const names = (mark: string): string[] =>
		factors.filter((factor) => markOf(factor) === mark).map(factorName);
	const [weighs, carries] = [names('constraint'), names('resource')];
	return [
		...(weighs.length > 0 ? [m.journal_entry_weighs({ what: listInWords(weighs) })] : []),
		...(carries.length > 0 ? [m.journal_entry_carries({ what: listInWords(carries) })] : []),
		...(emotion === 'none' ? [] : [m.journal_entry_emotion({ what: emotionName(emotion) })]),
		...(difficulty === 'none'
			? []
			: [m.journal_entry_difficulty({ what: difficultyName(difficulty) })]),
	];
}

/** Hands a file to the browser to save: made here, sent nowhere. */
export function saveFile(name: string, type: string, content: string): void {
	const link = document.createElement('a');
	const url = URL.createObjectURL(new Blob([content], { type }));
	link.href = url;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
