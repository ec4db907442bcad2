/** Names that people type: what a mistyped one may have meant. */
export { nearestNames, orNearest } from './nearest-names';
