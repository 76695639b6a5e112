/** The typed door to browser.mjs for playwright.config.ts. */
export const { systemChromium } = (await import('./browser.mjs')) as {
	systemChromium: (exists: (path: string) => boolean) => string | undefined;
};
