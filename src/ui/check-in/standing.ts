/** Whether this device may contribute now, and into which group: what the contribution step says below the record. */

export type Standing =
	| {
			status: 'ready';
			/** Name of the group the voice is counted in, and how many people it holds. */
			pool: string;
			people: number;
			k: number;
			/** Day of publication, ISO date. */
			publishedOn: string;
			/** This device has already contributed in this period. */
			replaces: boolean;
	  }
	| {
			status:
				| 'loading'
				| 'signed-out'
				| 'no-ballot'
				| 'elsewhere'
				| 'not-eligible'
				| 'no-round'
				| 'keys-wrong'
				| 'unreachable';
	  };
