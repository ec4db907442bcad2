import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { DatasetName } from './DatasetStore';

const remembered = new Map<string, string>();
const mostRemembered = 20_000;

/** The id of a name. Column lineage names one dataset thousands of times, so ids are remembered. */
export function idOfName({ namespace, name }: DatasetName): string {
  const key = `${namespace}\n${name}`;
  const known = remembered.get(key) ?? datasetIdOf(namespace, name);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(key, known);
  return known;
}
