/** Longer answers are no pipeline. */
const mostCharacters = 200_000;

/**
 * The one JSON object of an answer: bare, in a code fence, or with prose around it. A comma before a closing bracket
 * is dropped, because it can mean nothing else; anything more doubtful is not repaired.
 *
 * @returns the object, or the reason why there is none, in words for the model
 */
export function extractJson(answer: string): { value: unknown } | { reason: string } {
  if (answer.length > mostCharacters) return { reason: 'the answer is too long' };
  const candidates = candidatesOf(withoutThoughts(answer));
  const parsed = candidates.flatMap((text) => parse(text));
  const objects = parsed.filter(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  );
  if (objects.length === 1) return { value: objects[0] };
  if (objects.length > 1) return { reason: 'the answer has more than one JSON object' };
  return {
    reason:
      candidates.length === 0 ? 'the answer has no JSON object' : 'the JSON of the answer does not parse',
  };
}

/** Reasoning models put their thoughts before the answer. */
const withoutThoughts = (answer: string): string => answer.replace(/<think>[\s\S]*?<\/think>/g, '');

/** Whole text, then fences, then the outermost braces: the first kind that is there. */
function candidatesOf(text: string): string[] {
  if (/^\s*\{[\s\S]*\}\s*$/.test(text) && objectsIn(text).length === 1) return [text];
  const fenced = [...text.matchAll(/```(?:json|jsonc)?\s*\n([\s\S]*?)```/gi)]
    .map(([, inside]) => inside!.trim())
    .filter((inside) => inside.startsWith('{'));
  return fenced.length > 0 ? fenced : objectsIn(text);
}

/** Top-level `{…}` stretches; braces inside texts do not count. */
function objectsIn(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter === '"' && depth > 0) index = endOfText(text, index);
    else if (letter === '{' && depth++ === 0) start = index;
    else if (letter === '}' && depth > 0 && --depth === 0) found.push(text.slice(start, index + 1));
  }
  return found;
}

function endOfText(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index;
}

function parse(text: string): unknown[] {
  for (const attempt of [text, withoutTrailingCommas(text)])
    try {
      return [JSON.parse(attempt)];
    } catch {
      continue; // the next attempt, or none: the caller says so to the model
    }
  return [];
}

/** Outside of texts only. */
const withoutTrailingCommas = (text: string): string =>
  text.replace(
    /("(?:[^"\\]|\\.)*")|,(\s*[}\]])/g,
    (_, quoted: string | undefined, close: string | undefined) => quoted ?? close ?? '',
  );
