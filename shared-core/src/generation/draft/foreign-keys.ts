import type { SceneColumn, SceneDataset } from '../columns/scene';
import { conceptsOf, namesDataset } from './pick-column';

/** Fields that may tie two datasets, likeliest first. */
export function foreignKeys(left: SceneDataset, right: SceneDataset): [string, string][] {
  const pairs: [string, string, number][] = [];
  for (const one of left.columns)
    for (const other of right.columns) {
      const score = tie(one, other);
      if (score > 0) pairs.push([one.name, other.name, score]);
    }
  const best = Math.max(0, ...pairs.map(([, , score]) => score));
  return pairs.filter(([, , score]) => score === best).map(([one, other]) => [one, other]);
}

const isId = (name: string): boolean => /^(id|код|ид)$/i.test(name);

/** `customer_id` = `customer_id`; `customer_id` = `id` of customers. A bare `id` on both sides ties nothing. */
function tie(one: SceneColumn, other: SceneColumn): number {
  const keyLike = /(_id|id|key|code|_no|uuid|email|iata|sku)$/i;
  if (one.field && other.field && one.field.type.kind !== other.field.type.kind) return 0;
  if (one.name === other.name && !isId(one.name) && keyLike.test(one.name)) return 3;
  const refers = (from: SceneColumn, to: SceneColumn): boolean =>
    /[_\s]?id$/i.test(from.name) &&
    !isId(from.name) &&
    isId(to.name) &&
    namesDataset(from.name.replace(/[_\s]?id$/i, '').replaceAll('_', ' '), to.dataset);
  if (refers(one, other) || refers(other, one)) return 2;
  const shared = [...conceptsOf(one)].filter((concept) => concept !== 'id' && conceptsOf(other).has(concept));
  return shared.length > 0 &&
    keyLike.test(one.name) &&
    keyLike.test(other.name) &&
    !isId(one.name) &&
    !isId(other.name)
    ? 1
    : 0;
}
