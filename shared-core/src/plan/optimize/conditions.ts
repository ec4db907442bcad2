import type { Expression } from '../../sql';
import { walk, type CallNode } from '../tree';

/** The parts that all have to be true. */
export const conjuncts = (condition: Expression): Expression[] =>
  condition.kind === 'binary' && condition.operator === 'and'
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition];

/** Functions that answer anew at each call; the time of a run is the same in all of it. */
const volatile = new Set([
  'random',
  'gen_random_uuid',
  'uuidv4',
  'uuidv7',
  'clock_timestamp',
  'timeofday',
  'nextval',
]);

/** True where the same row may be judged otherwise next time. */
export function isVolatile(tree: Expression): boolean {
  let found = false;
  walk(tree, (node) => {
    if (node.kind === 'call' && volatile.has((node as CallNode).function)) found = true;
  });
  return found;
}
