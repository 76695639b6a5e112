/** Carries cookies from the sign-in library's answers to Kit's. */

export type Cookie = {
	name: string;
	/** As it stands in the header, already encoded. */
	value: string;
	options: {
		path: string;
		httpOnly: boolean;
		secure: boolean;
		sameSite: 'lax' | 'strict' | 'none';
		/** Seconds; 0 removes the cookie. */
		maxAge?: number;
		encode: (value: string) => string;
	};
};

export const readSetCookies = (headers: Headers): Cookie[] => headers.getSetCookie().map(parse);

function parse(line: string): Cookie {
	const [pair = '', ...parts] = line.split(';').map((part) => part.trim());
	const attributes = new Map(
		parts.map((part) => {
			const at = part.indexOf('=');
			return at < 0
				? ([part.toLowerCase(), ''] as const)
				: ([part.slice(0, at).toLowerCase(), part.slice(at + 1)] as const);
		}),
	);
	const maxAge = attributes.get('max-age');
	return {
		name: pair.slice(0, pair.indexOf('=')),
		value: pair.slice(pair.indexOf('=') + 1),
		options: {
			path: attributes.get('path') ?? '/',
			httpOnly: attributes.has('httponly'),
			secure: attributes.has('secure'),
			sameSite: attributes.get('samesite')?.toLowerCase() === 'strict' ? 'strict' : 'lax',
			...(maxAge === undefined ? {} : { maxAge: Number(maxAge) }),
			encode: (value) => value,
		},
	};
}

/** Sets them on Kit's answer (`event.cookies`). */
export function setCookies(
	jar: { set(name: string, value: string, options: Cookie['options']): void },
	cookies: readonly Cookie[],
): void {
	for (const { name, value, options } of cookies) jar.set(name, value, options);
}
