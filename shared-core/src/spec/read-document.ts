import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import type { AiEtlError, Where } from '../errors';
import type { Localized } from '../language';
import { isMergeKey, SpecDocument } from './document';
import { specErrors } from './errors';
import { badMerge, syntaxWords, tooDeep, tooManyAliases } from './syntax-words';

/** A spec is a page, not a data file; what is larger is a mistake or an attack. */
const maxCharacters = 1_000_000;
const maxAliases = 100;
const characters: Localized = { en: 'characters', ru: 'символов' };

/** A text as plain values, with the place of each. */
export interface ReadDocument {
  value?: unknown;
  document?: SpecDocument;
  problems: AiEtlError[];
}

/** Reads YAML or JSON (which is YAML too) and says everything that is wrong with its syntax. */
export function readDocument(text: string, file?: string): ReadDocument {
  if (text.length > maxCharacters)
    return {
      problems: [
        specErrors['too-large'](
          { size: text.length, limit: maxCharacters, unit: characters },
          { where: { file } },
        ),
      ],
    };
  try {
    return readYaml(text.replace(/^\uFEFF/, ''), file);
  } catch (error) {
    if (error instanceof RangeError) return { problems: [syntax(tooDeep, { file })] };
    throw error;
  }
}

function readYaml(text: string, file?: string): ReadDocument {
  const lines = new LineCounter();
  const parsed = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    keepSourceTokens: false,
    merge: true,
  });
  const document = new SpecDocument(parsed, lines, text, file);
  const place = (offset: number): Where => ({ file, ...document.position(offset) });
  const broken = [...parsed.errors, ...parsed.warnings];
  // The parser notes at every level that its stack ended; once is enough.
  const deepest = broken.find(({ message }) => /call stack/i.test(message));
  if (deepest) return { document, problems: [syntax(tooDeep, place(deepest.pos[0]))] };
  if (broken.length > 0) return { document, problems: broken.map((error) => translate(error, text, place)) };
  const misplaced = mergesOfNothing(parsed);
  if (misplaced.length > 0)
    return { document, problems: misplaced.map((offset) => syntax(badMerge, place(offset))) };
  try {
    return { value: parsed.toJS({ maxAliasCount: maxAliases }), document, problems: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { document, problems: [syntax(tooManyAliases, { file })] };
  }
}

/** Offsets of `<<` whose value is no mapping and no list of them. */
function mergesOfNothing(parsed: Document): number[] {
  const found: number[] = [];
  const isMapping = (node: unknown): boolean => isMap(node) || (isAlias(node) && isMap(node.resolve(parsed)));
  visit(parsed, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !isMergeKey(key)) return;
      const target = isAlias(value) ? value.resolve(parsed) : value;
      if (!(isSeq(target) ? target.items.every(isMapping) : isMapping(value)))
        found.push(key.range?.[0] ?? 0);
    },
  });
  return found;
}

function translate(error: YAMLError, text: string, place: (offset: number) => Where): AiEtlError {
  const where = place(error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    const key = /^[^\s:,}]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
    return specErrors['duplicate-key']({ key: key.replace(/^["']|["']$/g, '') }, { where });
  }
  return syntax(syntaxWords[error.code] ?? { en: error.message, ru: error.message }, where);
}

const syntax = (problem: Localized, where: Where) => specErrors.syntax({ problem }, { where });
