/** The quick way out: what is written is erased and the page replaced, so that "back" does not return to it. */
import { ELSEWHERE } from '#contracts/elsewhere.ts';
import { createDraft } from './draft.ts';

export function leaveQuickly(): void {
	createDraft().erase();
	leaveForElsewhere();
}

/** Shows nothing more, and puts a neutral page in the place of this one. */
export function leaveForElsewhere(): void {
	document.body.hidden = true;
	location.replace(ELSEWHERE);
}

/** Three times Escape within this time leaves too. */
const WITHIN_MS = 1500;

/** Listens for the quick exit key. @returns what stops listening. */
export function listenForLeaving(target: Window = window): () => void {
	let presses: number[] = [];
	const onKey = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape') return;
		presses = [...presses.filter((at) => event.timeStamp - at < WITHIN_MS), event.timeStamp];
		if (presses.length >= 3) leaveQuickly();
	};
	target.addEventListener('keydown', onKey);
	return () => target.removeEventListener('keydown', onKey);
}
