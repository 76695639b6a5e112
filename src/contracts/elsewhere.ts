/** Where one is sent when one must be gone: a page that says nothing of where one was. */
export const ELSEWHERE = 'https://www.wikipedia.org/';
