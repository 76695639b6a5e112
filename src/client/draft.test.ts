import { describe, expect, it } from 'vitest';
import { createDraft } from './draft.ts';

function storage() {
	const kept = new Map<string, string>();
	return {
		kept,
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value),
		removeItem: (key: string) => void kept.delete(key),
	};
}

describe('a draft', () => {
	it('is there after a reload and gone after the decision', () => {
		const session = storage();
		createDraft(session).keep('à moitié écrit');
		expect(createDraft(session).read()).toBe('à moitié écrit');
		createDraft(session).erase();
		expect(session.kept.size).toBe(0);
	});

	it('leaves nothing when it is emptied, nor on a shared machine', () => {
		const session = storage();
		createDraft(session).keep('a');
		createDraft(session).keep('');
		createDraft(session, true).keep('b');
		expect(session.kept.size).toBe(0);
		expect(createDraft(session, true).read()).toBe('');
	});

	it('does without a storage that refuses', () => {
		const refuse = () => {
			throw new Error('SecurityError');
		};
		const draft = createDraft({ getItem: refuse, setItem: refuse, removeItem: refuse });
		draft.keep('a');
		expect(draft.read()).toBe('');
	});
});
