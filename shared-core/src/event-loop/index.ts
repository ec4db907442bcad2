/** Turns for the event loop: hosts such as n8n serve their whole UI on it. */
export { breathe, Pause } from './pause';
