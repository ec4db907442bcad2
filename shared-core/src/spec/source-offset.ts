import { Scalar } from 'yaml';

/**
 * Where a character of a YAML text value stands in the document: quotes, escapes, indentation and folded lines
 * are walked over.
 *
 * @param offset - characters into the value
 * @returns an offset into `text`, or undefined where value and text cannot be aligned
 */
export function sourceOffset(text: string, scalar: Scalar, offset: number): number | undefined {
  if (typeof scalar.value !== 'string' || !scalar.range) return undefined;
  let position = contentStart(text, scalar, scalar.range[0]);
  for (let index = 0; index < Math.min(offset, scalar.value.length);) {
    const step = stepOver(text, position, scalar.value, index, scalar.type);
    if (!step) return undefined;
    position += step.inText;
    index += step.inValue;
  }
  return position <= scalar.range[1] ? position : undefined;
}

function contentStart(text: string, scalar: Scalar, start: number): number {
  if (scalar.type === Scalar.QUOTE_DOUBLE || scalar.type === Scalar.QUOTE_SINGLE) return start + 1;
  if (scalar.type !== Scalar.BLOCK_LITERAL && scalar.type !== Scalar.BLOCK_FOLDED) return start;
  const body = text.indexOf('\n', start) + 1;
  return body + run(text, body);
}

/** How far text and value go on together: a broken line as a whole, an escape, or one character. */
function stepOver(text: string, position: number, value: string, index: number, type: string | undefined) {
  const here = text[position];
  if (here === '\\' && type === Scalar.QUOTE_DOUBLE) {
    const escape = /^\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|\s+|.)/is.exec(
      text.slice(position, position + 200),
    );
    return escape && { inText: escape[0].length, inValue: /\s/.test(escape[1]!) ? 0 : 1 };
  }
  if (here === "'" && type === Scalar.QUOTE_SINGLE) return { inText: 2, inValue: 1 };
  if (here === '\n' || here === '\r') return { inText: run(text, position), inValue: run(value, index) };
  return here === value[index] ? { inText: 1, inValue: 1 } : undefined;
}

/** Length of the white space that starts here. */
function run(text: string, position: number): number {
  const white = /\s*/y;
  white.lastIndex = position;
  return white.exec(text)![0].length;
}
