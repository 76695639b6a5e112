/** The six documents of this language. */
export { dpia } from './dpia.ts';
export { notice } from './notice.ts';
export { record } from './record.ts';
export { retention } from './retention.ts';
export { rights } from './rights.ts';
export { worksCouncil } from './works-council.ts';
