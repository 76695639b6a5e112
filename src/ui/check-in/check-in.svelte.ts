/** The state of one check-in: the text, its reading, what the person set aside, and the voice they would contribute. */
import { mirror } from '#engine/companion/mirror.ts';
import { voiceOf } from '#engine/companion/voice.ts';
import { MAX_FACTORS } from '#contracts/policy.ts';
import type { Factor } from '#contracts/ids.ts';
import type { Evidence, Reading } from '#contracts/reading.ts';
import type { Voice } from '#contracts/voice.ts';

/** Reads a text on this device, leaving out the cues the person set aside. */
/** Null when a newer text came in before this one was read. */
export type Reader = (text: string, without: readonly Evidence[]) => Promise<Reading | null>;

/** Reading stops after this many characters; the field still takes more. */
export const MAX_READ = 20_000;

/** Without a reading, the voice that says least. */
const SILENT: Voice = { valence: 0, emotion: 'none', difficulty: 'none', factors: [] };

export class CheckIn {
	text = $state('');
	reading = $state.raw<Reading | null>(null);
	readerFailed = $state(false);
	/** Cues that the person said are "not it". */
	setAside = $state.raw<readonly Evidence[]>([]);
	/** Help was shown and the person went on, or said it was not meant. */
	helpPassed = $state(false);
	/** The lines of the voice that the person changed by hand. */
	private changes = $state<Partial<Voice>>({});

	readonly mirror = $derived(
		this.reading && !this.readerFailed ? mirror(this.reading, this.text) : null,
	);
	readonly voice = $derived<Voice>({
		...(this.reading ? voiceOf(this.reading) : SILENT),
		...this.changes,
	});
	readonly danger = $derived(this.helpPassed ? null : (this.reading?.safety ?? null));

	private reader: Reader;
	private latest = 0;

	constructor(reader: Reader, text = '') {
		this.reader = reader;
		this.text = text;
	}

	/** Reads what is in the field now; an answer that comes after a newer question is dropped. */
	async read(): Promise<void> {
		const turn = ++this.latest;
		try {
			const reading = await this.reader(this.text.slice(0, MAX_READ), this.setAside);
			if (turn === this.latest && reading) {
				this.reading = reading;
				this.readerFailed = false;
			}
		} catch {
			if (turn === this.latest) this.readerFailed = true;
		}
	}

	write(text: string): Promise<void> {
		this.text = text;
		this.setAside = [];
		this.changes = {};
		this.helpPassed = false;
		return this.read();
	}

	putAside(items: readonly Evidence[]): Promise<void> {
		this.setAside = [...this.setAside, ...items];
		return this.read();
	}

	putBack(): Promise<void> {
		this.setAside = [];
		return this.read();
	}

	change<K extends keyof Voice>(line: K, value: Voice[K]): void {
		this.changes = { ...this.changes, [line]: value };
	}

	/** Adds or removes one factor; never both poles of a family, never more than a voice may carry. */
	toggleFactor(factor: Factor): void {
		const { factors } = this.voice;
		if (factors.includes(factor)) {
			this.change(
				'factors',
				factors.filter((f) => f !== factor),
			);
			return;
		}
		const family = factor.slice(0, -1);
		const others = factors.filter((f) => f.slice(0, -1) !== family);
		if (others.length < MAX_FACTORS) this.change('factors', [...others, factor]);
	}

	erase(): void {
		this.latest++;
		this.text = '';
		this.reading = null;
		this.setAside = [];
		this.changes = {};
		this.helpPassed = false;
	}
}
