/** Days, periods and numbers in the reader's language and manner. */
import { getLocale } from '#messages/runtime.js';

/** British usage for English: days before months, as elsewhere in Europe. */
const locale = (): string => (getLocale() === 'en' ? 'en-GB' : 'fr-FR');

/** The first of a month is an ordinal in French; the platform's formatter does not say so. */
const ordinal = (text: string): string =>
	getLocale() === 'fr' ? text.replace(/\b1(?= \p{L})/u, '1er') : text;

/** ISO date to "mardi 8 décembre". */
export const dayInWords = (iso: string): string =>
	ordinal(
		new Intl.DateTimeFormat(locale(), {
			weekday: 'long',
			day: 'numeric',
			month: 'long',
			timeZone: 'UTC',
		}).format(new Date(`${iso}T00:00:00Z`)),
	);

/** ISO date to "mar. 24". */
export const shortDay = (iso: string): string =>
	new Intl.DateTimeFormat(locale(), { weekday: 'short', day: 'numeric', timeZone: 'UTC' }).format(
		new Date(`${iso}T00:00:00Z`),
	);

/** ISO date to "8 décembre 2026". */
export const dateInWords = (iso: string): string =>
	ordinal(
		new Intl.DateTimeFormat(locale(), {
			day: 'numeric',
			month: 'long',
			year: 'numeric',
			timeZone: 'UTC',
		}).format(new Date(`${iso}T00:00:00Z`)),
	);

/** `2026-11` to "novembre 2026"; weeks and fortnights keep their ISO names. */
export function periodInWords(period: string, style: 'long' | 'short' = 'long'): string {
	if (!/^\d{4}-\d{2}$/.test(period)) return period.replace('-W', ' S');
	return new Intl.DateTimeFormat(locale(), {
		month: style,
		...(style === 'long' ? { year: 'numeric' } : {}),
		timeZone: 'UTC',
	}).format(new Date(`${period}-01T00:00:00Z`));
}

/** "a, b et c". */
export const listInWords = (items: readonly string[]): string =>
	new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);

/** 0..1 to "43 %", with the language's own spacing. */
export const percent = (share: number): string =>
	new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share);

export const number = (value: number): string => new Intl.NumberFormat(locale()).format(value);
