import type { By, Hit, Mention } from '../grammar/slots';
import { isKeyLike } from '../columns/scene';
import { isMeasure } from './grouping';

/** What the "by …" phrases of a sentence are for. */
export interface Attached {
  group: By[];
  merge: Mention[];
  distinct: Mention[];
  cursor: Mention[];
  rank: Mention[];
  join: Mention[];
  /** Nothing in the sentence wants them. */
  free: { keys: By[]; phrase: Hit['phrase'] }[];
}

type Want = Exclude<keyof Attached, 'free'>;

const isId = ({ candidates }: Mention): boolean => isKeyLike(candidates[0]!.column);

const numeric = (mention: Mention): boolean => isMeasure(mention.candidates[0]!.column);

/** What a phrase is waiting for, if it waits for a "by". */
function wants({ slot }: Hit): Want | undefined {
  switch (slot.slot) {
    case 'mode':
      return slot.mode === 'merge' ? 'merge' : undefined;
    case 'place':
      return slot.mode === 'merge' ? 'merge' : undefined;
    case 'distinct':
      return slot.mentions.length === 0 ? 'distinct' : undefined;
    case 'incremental':
      return slot.mention ? undefined : 'cursor';
    case 'combine':
      return slot.way !== 'union' && !slot.on ? 'join' : undefined;
    case 'limit':
      return slot.ranked && !slot.rank && !slot.concepts ? 'rank' : undefined;
    case 'measures':
      return 'group';
    case 'column':
      return numeric(slot.mention) ? 'group' : undefined;
    default:
      return undefined;
  }
}

/** Every measure may have many keys; all others are served once. */
const once = new Set<Want>(['merge', 'distinct', 'cursor', 'rank', 'join']);

/**
 * Gives each "by …" to the phrase that waits for one: the nearest before it, else the nearest after it.
 * "Update products by product_id" and "revenue by store" are told apart by that alone.
 */
export function attachKeys(hits: readonly Hit[]): Attached {
  const attached: Attached = { group: [], merge: [], distinct: [], cursor: [], rank: [], join: [], free: [] };
  const waiting = hits
    .map((hit, index) => ({ want: wants(hit), index }))
    .filter((each): each is { want: Want; index: number } => each.want !== undefined);
  const served = new Set<number>();
  hits.forEach(({ slot, phrase }, index) => {
    if (slot.slot === 'measures' && slot.by) attached.group.push(...slot.by);
    if (slot.slot !== 'by') return;
    if (slot.grouping) return void attached.group.push(...slot.keys);
    const mentions = slot.keys.flatMap((key) => ('mention' in key ? [key.mention] : []));
    const free = waiting.filter(
      (each) => !served.has(each.index) && (each.want === 'group' || mentions.length === slot.keys.length),
    );
    // An id is what rows are matched by: it serves the update even when a measure stands nearer.
    const update =
      mentions.length > 0 && mentions.every(isId) ? free.find((each) => each.want === 'merge') : undefined;
    const before = update ?? free.filter((each) => each.index < index).at(-1);
    const chosen = before ?? free.find((each) => each.index > index);
    if (!chosen) return void attached.free.push({ keys: slot.keys, phrase });
    if (once.has(chosen.want)) served.add(chosen.index);
    if (chosen.want === 'group') attached.group.push(...slot.keys);
    else attached[chosen.want].push(...mentions);
  });
  return attached;
}
