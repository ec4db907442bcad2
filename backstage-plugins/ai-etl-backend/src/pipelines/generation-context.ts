import { isAiEtlError, parseType, simple, type GenerationDataset, type LogicalType } from '@ai-etl/core';
import { datasetReadPermission, type Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Caller } from '../access/Caller';
import type { Portal } from '../portal';

/** Connections that a sentence may speak of, with the datasets that the portal knows there. */
export async function generationContext(portal: Portal, caller: Caller, names: string[], text: string) {
  const chosen = names.map((name) => portal.connections.named(name));
  const visible = await caller.visible(datasetReadPermission);
  const rows = await portal.datasets.ofConnections(names, visible);
  const known = rows.map((row): GenerationDataset => ({
    connection: row.connection!,
    system: portal.connections.named(row.connection!).system,
    object: row.title,
    schema: { fields: (JSON.parse(row.fields) as Field[]).map(fieldOf) },
  }));
  return {
    connections: Object.fromEntries(chosen.map(({ name, system }) => [name, { system }])),
    datasets: [...known, ...(await mentionedDatasets(portal, names, text, known))],
  };
}

const mostMentioned = 8;

/** Tables and files of the connections that the sentence names, and that no pipeline has told of yet. */
async function mentionedDatasets(
  { connections, logger }: Portal,
  names: string[],
  text: string,
  known: GenerationDataset[],
): Promise<GenerationDataset[]> {
  const said = text.toLowerCase();
  const found: GenerationDataset[] = [];
  for (const name of names) {
    const { system } = connections.named(name);
    const isKnown = (object: string) => known.some((one) => one.connection === name && one.object === object);
    try {
      const objects = (await connections.objects(name)).map(({ object }) => object);
      const meant = objects.filter((object) => !isKnown(object) && said.includes(spokenName(object)));
      for (const object of meant.slice(0, mostMentioned)) {
        const { schema } = await connections.describe(name, object);
        found.push({ connection: name, system, object, schema });
      }
    } catch (error) {
      if (!isAiEtlError(error)) throw error;
      logger.warn(`connection "${name}" could not be looked into: ${error.code}`);
    }
  }
  return found;
}

/** What people call a table or file: no folder or schema before it, no ending after it. */
const spokenName = (object: string): string => {
  const last = object.split('/').at(-1)!;
  const table = /\.(csv|tsv|txt|jsonl?|ndjson|parquet)(\.(gz|zst))?$/i.test(last)
    ? last.split('.')[0]!
    : last.split('.').at(-1)!;
  return table.toLowerCase();
};

const fieldOf = ({ name, type, nullable = true }: Field) => ({ name, type: typeOf(type), nullable });

/** Types that other tools name in their own words are taken for text. */
function typeOf(text: string): LogicalType {
  try {
    return parseType(text);
  } catch {
    return simple('string');
  }
}
