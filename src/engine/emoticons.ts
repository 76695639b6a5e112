/** Emoticons such as `:-(` or `<3`, read as one token. */

const MOUTHS = new Set([...')(dp/\\|o*][3@'].map((char) => char.charCodeAt(0)));
const WHOLE = ['<3', '</3', '^^', '-_-', '\\o/', ':,(', '>:('];

/** Length in UTF-16 units of the emoticon that starts at `at`, 0 if none. */
export function emoticonLength(text: string, at: number): number {
	const code = text.charCodeAt(at);
	// : ; = < ^ - \ >
	if (code === 58 || code === 59 || code === 61) {
		let i = at + 1;
		const nose = text.charCodeAt(i);
		if (nose === 45 || nose === 39 || nose === 111) i++;
		const mouth = text.charCodeAt(i);
		if (!MOUTHS.has(mouth | (mouth >= 65 && mouth <= 90 ? 32 : 0))) return 0;
		i++;
		const after = text.charCodeAt(i);
		const letterMouth = (mouth >= 65 && mouth <= 122 && mouth !== 92) || mouth === 51;
		if (letterMouth && isWord(after)) return 0;
		if (mouth === 47 && after === 47) return 0; // http://
		while (text.charCodeAt(i) === mouth && (mouth === 40 || mouth === 41)) i++;
		return Math.min(i - at, 8);
	}
	if (code === 60 || code === 94 || code === 45 || code === 92 || code === 62) {
		for (const face of WHOLE) if (text.startsWith(face, at)) return face.length;
	}
	return 0;
}

function isWord(code: number): boolean {
	return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
