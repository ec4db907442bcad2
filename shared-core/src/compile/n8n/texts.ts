import { bindParameters, type ParameterValue } from '../../plan';
import type { PipelineSpec } from '../../spec';
import {
  parseExpression,
  parseOrderTerm,
  parseQuery,
  printExpression,
  printQuery,
  type Expression,
  type OrderTerm,
} from '../../sql';

const mentionsParameter = (text: string) => /\bparameter\s*\(/i.test(text);

/**
 * Texts as the nodes' forms take them: n8n's plans have no parameters, so values stand in their place; and a text
 * that n8n would take for an expression of its own is told not to be one.
 */
export class NodeTexts {
  constructor(
    private readonly spec: PipelineSpec,
    private readonly values: Record<string, ParameterValue>,
  ) {}

  expression = (text: string): string =>
    plain(mentionsParameter(text) ? print(this.bound(parseExpression(text))) : text);

  query = (text: string): string =>
    plain(
      mentionsParameter(text)
        ? printQuery(bindParameters(parseQuery(text), this.spec, this.values), 'postgresql')
        : text,
    );

  term = (text: string): string =>
    plain(mentionsParameter(text) ? this.boundTerm(parseOrderTerm(text)) : text);

  /** `name → expression` as the rows of a form. */
  named = (fields: Record<string, string>) =>
    Object.entries(fields).map(([name, text]) => ({ name, expression: this.expression(text) }));

  private bound = (tree: Expression) => bindParameters(tree, this.spec, this.values);

  private boundTerm({ expression, direction, nulls }: OrderTerm): string {
    return `${print(this.bound(expression))} ${direction} nulls ${nulls}`;
  }
}

export const print = (tree: Expression): string => printExpression(tree, 'postgresql');

/** n8n evaluates a parameter that starts with `=`. */
export const plain = (text: string): string => (text.startsWith('=') ? ` ${text}` : text);
