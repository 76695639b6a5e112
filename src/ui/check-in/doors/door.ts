/** What a person may do next with what they wrote, none of it forced: put it into words, ease off, talk to someone. */
export const DOORS = ['words', 'ease', 'talk'] as const;
export type Door = (typeof DOORS)[number];
