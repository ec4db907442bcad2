import type { Said } from './delimiter';
import { evenText, inferSpacing, spacingDelimiter, type Spacing } from './even-spaces';
import { certain, rounded, type Inference } from './inference';
import { reasons } from './reasons';

/** How a text is to be cut, where it says so itself or no one character cuts it. @internal */
export interface Reading {
  said: Said;
  /** The text as one with a delimiter. */
  even(text: string): string;
  spacing?: Spacing;
  delimiter?: Inference<string>;
  /** The first line is no record: it says how the others are cut. */
  isTold: boolean;
}

/** @internal */
export function readingOf(text: string, said: Said & { skip?: number }): Reading {
  const same = { said, even: (one: string) => one, isTold: false };
  if (said.delimiter !== undefined) return same;
  const told = /^sep=(.)[ \t]*[\r\n]/i.exec(text)?.[1];
  if (told !== undefined && said.skip === undefined) {
    const delimiter = certain(told, reasons.separatorLine);
    return { ...same, said: { ...said, delimiter: told }, delimiter, isTold: true };
  }
  const found = inferSpacing(text);
  if (!found) return same;
  const { spacing, width } = found;
  const confidence = rounded(1 - 1 / (width + 1));
  return {
    said: { ...said, delimiter: spacingDelimiter },
    even: (one) => evenText(one, spacing),
    spacing,
    delimiter: { value: ' ', confidence, decidedBy: { why: reasons.spacesBetween } },
    isTold: false,
  };
}
