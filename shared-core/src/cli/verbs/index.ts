import type { Verb } from '../verb';

/** The verbs, in the order of a pipeline's life. @internal */
export const verbs: Verb[] = [];
