/** Scores of readings against labelled check-ins: macro and micro F1, recall and precision. */

/** F1 averaged over the classes present in the gold. */
export function macroF1(pairs: [gold: string, read: string][]): number {
	const classes = new Set(pairs.map(([gold]) => gold));
	let sum = 0;
	for (const name of classes) {
		let hit = 0;
		let gold = 0;
		let read = 0;
		for (const [g, r] of pairs) {
			if (g === name) gold++;
			if (r === name) read++;
			if (g === name && r === name) hit++;
		}
		sum += f1(hit, gold, read);
	}
	return classes.size ? sum / classes.size : 0;
}

/** F1 over all members of the sets together. */
export function microF1(pairs: [gold: string[], read: string[]][]): number {
	let hit = 0;
	let gold = 0;
	let read = 0;
	for (const [g, r] of pairs) {
		gold += g.length;
		read += r.length;
		for (const member of r) if (g.includes(member)) hit++;
	}
	return f1(hit, gold, read);
}

export function f1(hit: number, gold: number, read: number): number {
	return gold + read === 0 ? 0 : (2 * hit) / (gold + read);
}

/** Recall and precision of one value; 1 where there is nothing to find or nothing found. */
export function recallPrecision(pairs: [string, string][], value: string): [number, number] {
	const gold = pairs.filter(([g]) => g === value).length;
	const read = pairs.filter(([, r]) => r === value).length;
	const hit = pairs.filter(([g, r]) => g === value && r === value).length;
	return [gold ? hit / gold : 1, read ? hit / read : 1];
}
