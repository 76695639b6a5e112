/** Where one is sent when one must be gone: a page that says nothing of where one was. */
export const ELSEWHERE = 'https://www.wikipedia.org/';
/** Over which one tab tells the others to go too. */
export const ERASE_CHANNEL = 'murmure-erase';
