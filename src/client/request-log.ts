/** What this tab has sent, kept in memory only, so that the confidentiality page can show it to whoever wants to see for themselves. */

export type SentRequest = {
	method: string;
	/** Path with its query; the whole address where it is another server's. */
	path: string;
	elsewhere: boolean;
	/** Bytes of the body, and the body itself up to KEPT_CHARACTERS; null without one. */
	sent: number;
	body: string | null;
	/** Bytes; null where the browser does not say. */
	received: number | null;
	/** Whether it only fetched one of Murmure's own files. */
	file: boolean;
};

const KEPT = 200;
const KEPT_CHARACTERS = 6_000;
type Body = { method: string; href: string; body: string | null; sent: number };
const bodies: Body[] = [];

/** Begins to note what `fetch` sends; the rest is told by the browser's own list of what it loaded. */
export function startRequestLog(target: Window & typeof globalThis = window): void {
	const original = target.fetch;
	target.fetch = (input, init) => {
		note(input, init, target.location.href);
		return original.call(target, input, init);
	};
}

function note(input: RequestInfo | URL, init: RequestInit | undefined, base: string): void {
	const request = input instanceof Request ? input : null;
	const method = (init?.method ?? request?.method ?? 'GET').toUpperCase();
	const body = textOf(init?.body);
	bodies.push({
		method,
		href: new URL(request?.url ?? String(input), base).href,
		body: body && body.slice(0, KEPT_CHARACTERS),
		sent: body === null ? 0 : new TextEncoder().encode(body).length,
	});
	if (bodies.length > KEPT) bodies.shift();
}

function textOf(body: BodyInit | null | undefined): string | null {
	if (body === null || body === undefined) return null;
	if (typeof body === 'string') return body;
	if (body instanceof URLSearchParams) return body.toString();
	if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
		return new TextDecoder().decode(body as ArrayBuffer);
	return '(…)';
}

/** Everything so far, in the order in which it left. */
export function readRequests(target: Window = window): SentRequest[] {
	const { origin } = target.location;
	const waiting = [...bodies];
	const loaded = [
		...target.performance.getEntriesByType('navigation'),
		...target.performance.getEntriesByType('resource'),
	] as PerformanceResourceTiming[];
	const listed = loaded.map(
		({ name, encodedBodySize, startTime }): SentRequest & { at: number } => {
			const at = waiting.findIndex(({ href }) => href === name);
			const own = at < 0 ? null : (waiting.splice(at, 1)[0] ?? null);
			return { ...describe(name, origin, own), received: encodedBodySize || null, at: startTime };
		},
	);
	listed.sort((a, b) => a.at - b.at);
	// Under way, or not told by the browser.
	const rest = waiting.map((own) => describe(own.href, origin, own));
	return [...listed.map(({ at: _, ...request }) => request), ...rest];
}

function describe(href: string, origin: string, own: Body | null): SentRequest {
	const url = new URL(href);
	const elsewhere = url.origin !== origin && /^https?:$/.test(url.protocol);
	return {
		method: own?.method ?? 'GET',
		path: elsewhere ? href : url.pathname + url.search,
		elsewhere,
		sent: own?.sent ?? 0,
		body: own?.body ?? null,
		received: null,
		file: !elsewhere && /^\/(_app\/|icon|manifest)/.test(url.pathname),
	};
}

/** Calls back when the list may have grown. @returns what stops it. */
export function watchRequests(changed: () => void): () => void {
	const observer = new PerformanceObserver(changed);
	observer.observe({ type: 'resource' });
	return () => observer.disconnect();
}
