/** Holds the contrast floors of the visual reference, computed from the tokens themselves (WCAG 2 relative luminance). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/ui/styles/tokens.css', 'utf8');
const block = (from: number) => css.slice(from, css.indexOf('}', from));
const tokens = (text: string): Record<string, string> =>
	Object.fromEntries([...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
const light = tokens(block(css.indexOf(':root')));
const dark = {
	...light,
	...tokens(block(css.indexOf(':root', css.indexOf('prefers-color-scheme: dark')))),
};

const channel = (value: number) =>
	value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = (hex: string) =>
	[1, 3, 5]
		.map((at) => channel(parseInt(hex.slice(at, at + 2), 16) / 255))
		.reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i]!, 0);
const contrast = (a: string, b: string) => {
	const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (high + 0.05) / (low + 0.05);
};

const FLOORS: [string, string, number][] = [
	['ink', 'paper', 7],
	['ink', 'sheet', 7],
	['ink', 'accent-soft', 7],
	['ink-soft', 'paper', 4.5],
	['ink-soft', 'sheet', 4.5],
	['ink-soft', 'deep', 4.5],
	['accent', 'paper', 4.5],
	['accent', 'sheet', 4.5],
	['accent', 'accent-soft', 4.5],
	['on-accent', 'accent', 4.5],
	['constraint', 'paper', 4.5],
	['constraint', 'sheet', 4.5],
	['constraint', 'accent-soft', 3],
	['resource', 'paper', 4.5],
	['resource', 'sheet', 4.5],
	['line-strong', 'paper', 3],
	['line-strong', 'sheet', 3],
	['ink', 'c1', 4.5],
	['ink', 'c2', 4.5],
	['ink', 'c3', 4.5],
	['on-c4', 'c4', 4.5],
	['on-c4', 'c5', 4.5],
];

describe.each([
	['light', light],
	['dark', dark],
])('the %s theme', (_, theme) => {
	it.each(FLOORS)('keeps %s on %s at %s or more', (text, ground, floor) => {
		expect(contrast(theme[text]!, theme[ground]!)).toBeGreaterThanOrEqual(floor);
	});
});
