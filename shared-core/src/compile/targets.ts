import type { AnyTarget } from './compile-target';

/** The registry: every target, sorted by id, nothing else. @public */
export const compileTargets: readonly AnyTarget[] = [];
