/** The file a lexicon is shipped in: named sections of bytes behind a checksum, so that a damaged download is refused and not misread. */

/** What `createEngine` takes for a language: one file, or several whose sections are taken together. */
export type LexiconFile = Uint8Array | ArrayBuffer;
export type Sections = ReadonlyMap<string, Uint8Array>;

/** "MRML", then the version of the format, and zeros. */
const VERSION = 4;
export const MAGIC = [0x4d, 0x52, 0x4d, 0x4c, 4, 0, 0, 0];
/**
 * Magic and checksum; then a directory, `name size name size…` in ASCII up to a 0; the sections; zeros up to a multiple of four bytes.
 */
export const HEADER = MAGIC.length + 4;

const utf8 = new TextDecoder();

/** @throws Error that says what is wrong with the file. */
export function readSections(files: readonly LexiconFile[]): Sections {
	const sections = new Map<string, Uint8Array>();
	for (const file of files) {
		const bytes = file instanceof Uint8Array ? file : new Uint8Array(file);
		if (bytes.length < HEADER || MAGIC.some((byte, i) => i !== VERSION && bytes[i] !== byte)) {
			throw new Error('lexicon: this is no compiled lexicon');
		}
		if (bytes[VERSION] !== MAGIC[VERSION]) {
			throw new Error(
				`lexicon: format ${bytes[VERSION]}, expected ${MAGIC[VERSION]}: compile it again`,
			);
		}
		if (readInt(bytes, MAGIC.length) !== checksum(bytes)) {
			throw new Error('lexicon: damaged or cut short (its checksum does not fit)');
		}
		const end = bytes.indexOf(0, HEADER);
		const directory = utf8.decode(bytes.subarray(HEADER, end)).split(' ');
		let at = end + 1;
		for (let i = 0; i + 1 < directory.length; i += 2) {
			sections.set(directory[i]!, bytes.subarray(at, (at += Number(directory[i + 1]))));
		}
	}
	return sections;
}

/** Of all that follows the header, four bytes at a time. */
export function checksum(bytes: Uint8Array): number {
	const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
	const words = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
	let sum = bytes.length;
	for (let i = HEADER >> 2; i < words.length; i++) {
		sum = (Math.imul(sum, 0x01000193) + words[i]!) | 0;
		sum ^= sum >>> 15;
	}
	return sum;
}

/** Little endian, signed. */
function readInt(bytes: Uint8Array, at: number): number {
	return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
}
