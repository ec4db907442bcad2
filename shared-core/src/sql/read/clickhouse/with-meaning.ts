import type { Expression } from '../../ast';
import { mapped } from './build';
import { templateOf } from './templates';

/** A template of the canonical dialect with its arguments put in; places inside it belong to no text. */
export const withMeaning = (text: string, ...parts: Expression[]): Expression =>
  mapped(templateOf(text).expression, (node) => {
    if (node.kind === 'parameter') return parts[Number(node.name) - 1] ?? node;
    const { at: _own, ...rest } = node;
    return rest as Expression;
  });
