/** French typography for texts that are typed plainly: narrow no-break spaces, guillemets, apostrophes; code and addresses stay as they are. */

const NARROW = '\u202f';

export const typesetFrench = (markdown: string): string =>
	markdown
		.split(/(`[^`]*`|https?:\/\/\S+)/)
		.map((part, at) => (at % 2 === 1 ? part : typeset(part)))
		.join('');

const typeset = (text: string): string =>
	text
		.replace(/(\p{L})'(?=[\p{L}«])/gu, '$1\u2019')
		.replace(/ ([;?!:»%])/g, `${NARROW}$1`)
		.replace(/« /g, `«${NARROW}`);

/** English: curly apostrophes and quotation marks outside code. */
export const typesetEnglish = (markdown: string): string =>
	markdown
		.split(/(`[^`]*`|https?:\/\/\S+)/)
		.map((part, at) => (at % 2 === 1 ? part : part.replace(/(\p{L})'/gu, '$1\u2019')))
		.join('');
