import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type { Where } from '../errors';
import { sourceOffset } from './source-offset';

/** Keys and indexes from the top of a document to a value. @public */
export type SpecPath = readonly (string | number)[];

/** Which part of a value a message points to. @public */
export type PathPart = 'value' | 'key';

/** A text that was read, with the place of every value in it. */
export class SpecDocument {
  constructor(
    private readonly document: Document,
    private readonly lines: LineCounter,
    private readonly text: string,
    private readonly file?: string,
  ) {}

  /**
   * Line and column of a value or key; of the nearest parent that exists where the path leads nowhere.
   * @param offset - characters into a text value, for a place inside an expression
   */
  where(path: SpecPath, part: PathPart = 'value', offset?: number): Where {
    const node = this.nodeAt(path, part);
    const start = node?.range?.[0] ?? 0;
    const inside = offset !== undefined && isScalar(node) ? sourceOffset(this.text, node, offset) : undefined;
    return { file: this.file, ...this.position(inside ?? start), path: printPath(path) };
  }

  /** Line and column of an offset into the text. */
  position(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line, column: col };
  }

  private nodeAt(path: SpecPath, part: PathPart): Node | undefined {
    let node: Node | undefined = this.document.contents ?? undefined;
    for (const [depth, step] of path.entries()) {
      const next = this.child(node, step, part === 'key' && depth === path.length - 1);
      if (!next) return node;
      node = next;
    }
    return node;
  }

  private child(parent: Node | undefined, step: string | number, wantKey: boolean): Node | undefined {
    const node = isAlias(parent) ? parent.resolve(this.document) : parent;
    if (isSeq(node)) return node.items[Number(step)] as Node | undefined;
    if (!isMap(node)) return undefined;
    const pairs = node.items as Pair<Node, Node>[];
    const pair = pairs.find((item) => keyOf(item) === String(step));
    if (!pair) return this.merged(pairs, step, wantKey);
    return wantKey ? pair.key : (pair.value ?? pair.key);
  }

  /** What a mapping takes over from others by `<<`; of several the first that has the key. */
  private merged(pairs: Pair<Node, Node>[], step: string | number, wantKey: boolean): Node | undefined {
    for (const { value } of pairs.filter(({ key }) => isScalar(key) && isMergeKey(key))) {
      const target = isAlias(value) ? value.resolve(this.document) : (value ?? undefined);
      for (const source of isSeq(target) ? (target.items as Node[]) : [target]) {
        const found = this.child(source, step, wantKey);
        if (found) return found;
      }
    }
    return undefined;
  }
}

/** The parser keeps a symbol as the value of a bare `<<`; in quotes it is a key like any other. */
export const isMergeKey = ({ source, type }: Scalar) => source === '<<' && type === 'PLAIN';

const keyOf = (pair: Pair<Node, Node>) => (isScalar(pair.key) ? String(pair.key.value) : undefined);

/** `['steps', 2, 'on']` → `steps[2].on`. @public */
export function printPath(path: SpecPath): string | undefined {
  const text = path
    .map((part) =>
      typeof part === 'number'
        ? `[${part}]`
        : /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(part)
          ? `.${part}`
          : `[${JSON.stringify(part)}]`,
    )
    .join('')
    .replace(/^\./, '');
  return text || undefined;
}
