import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  type: string;
  properties?: Record<string, Schema>;
}

/**
 * What an item has that the node's output schema (`__schema__`, which the editor shows before a run) does not say, or
 * says otherwise. A node without a schema is unlike nothing.
 */
export function unlike(node: { type: string; parameters: Record<string, unknown> }, json: object): string[] {
  const name = /^n8n-nodes-ai-etl\.a(.*)$/.exec(node.type)?.[1];
  if (!name) return [];
  const operation = typeof node.parameters.operation === 'string' ? `/${node.parameters.operation}` : '';
  const path = join(__dirname, '../nodes', `A${name}`, '__schema__', `v1.0.0${operation}.json`);
  if (!existsSync(path)) return [`no schema ${path}`];
  return differences(JSON.parse(readFileSync(path, 'utf8')) as Schema, json, name);
}

function differences(schema: Schema, value: unknown, path: string): string[] {
  if (value === null || value === undefined) return [];
  const kind = Array.isArray(value) ? 'array' : typeof value;
  const expected = schema.type === 'integer' ? 'number' : schema.type;
  if (kind !== expected) return [`${path}: ${kind}, not ${schema.type}`];
  if (!schema.properties || kind !== 'object') return [];
  return Object.entries(value as object).flatMap(([key, part]) => {
    const known = schema.properties?.[key];
    return known ? differences(known, part, `${path}.${key}`) : [`${path}.${key}: not in the schema`];
  });
}
