/** How a compiled lexicon numbers what patterns are made of. */

/** Below it an element is a gap of that many tokens; from it on, the symbols: classes and slots, then words. */
export const FIRST_SYMBOL = 10;
