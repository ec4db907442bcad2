import { parseType, simple, type GenerationDataset, type LogicalType } from '@ai-etl/core';
import { datasetReadPermission, type Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Caller } from '../access/Caller';
import type { Portal } from '../portal';

/** Connections that a sentence may speak of, with the datasets that the portal knows there. */
export async function generationContext(portal: Portal, caller: Caller, names: string[]) {
  const chosen = names.map((name) => portal.connections.named(name));
  const visible = await caller.visible(datasetReadPermission);
  const rows = await portal.datasets.ofConnections(names, visible);
  return {
    connections: Object.fromEntries(chosen.map(({ name, system }) => [name, { system }])),
    datasets: rows.map((row): GenerationDataset => ({
      connection: row.connection!,
      system: portal.connections.named(row.connection!).system,
      object: row.title,
      schema: { fields: (JSON.parse(row.fields) as Field[]).map(fieldOf) },
    })),
  };
}

const fieldOf = ({ name, type, nullable = true }: Field) => ({ name, type: typeOf(type), nullable });

/** Types that other tools name in their own words are taken for text. */
function typeOf(text: string): LogicalType {
  try {
    return parseType(text);
  } catch {
    return simple('string');
  }
}
