import { functionNamed, type Expression } from '../../sql';
import { walk, type CallNode } from '../tree';

/** The parts that all have to be true. */
export const conjuncts = (condition: Expression): Expression[] =>
  condition.kind === 'binary' && condition.operator === 'and'
    ? [...conjuncts(condition.left), ...conjuncts(condition.right)]
    : [condition];

/** True where the same row may be judged otherwise next time. */
export function isVolatile(tree: Expression): boolean {
  let found = false;
  walk(tree, (node) => {
    if (node.kind === 'call' && functionNamed((node as CallNode).function)?.volatile) found = true;
  });
  return found;
}
