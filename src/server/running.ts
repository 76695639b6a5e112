/** Where the one running app of this process is found: the command line and Kit's bundle are built apart and share nothing else. */
export const RUNNING = Symbol.for('murmure.app');

export type RunningApp = { stop(): Promise<void> };
