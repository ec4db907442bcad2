import { appendStep, freeName, readSchema, type DatasetReference } from '@ai-etl/core';
import type { ResourceMapperValue } from 'n8n-workflow';
import type { Call } from '../call';

/**
 * What the column mapper says, as steps before the target: computed columns are derived, then all are selected under
 * their columns' names. Without it nothing is added: a load matches fields by name.
 */
export async function mapColumns(call: Call, reference: DatasetReference): Promise<DatasetReference> {
  if (call.parameter<string>('mapping', 'byName') !== 'byHand') return reference;
  const mapping = call.parameter<ResourceMapperValue | undefined>('columnMapping', undefined);
  const chosen = Object.entries(mapping?.value ?? {})
    .map(([column, text]) => [column, String(text ?? '').trim()] as const)
    .filter(([, text]) => text !== '');
  if (chosen.length === 0) return reference;
  const known = new Set(readSchema(reference).fields.map(({ name }) => name));
  const computed = chosen.filter(([, text]) => !known.has(text));
  const derived =
    computed.length > 0 ? await derive(call, reference, Object.fromEntries(computed)) : reference;
  const fields = chosen.map(([column, text]) =>
    known.has(text) && column !== text ? { [column]: text } : column,
  );
  return appendStep(derived, {
    id: freeId(call, derived, 'columns'),
    kind: 'select',
    input: derived.step,
    fields,
  });
}

const derive = (call: Call, reference: DatasetReference, fields: Record<string, string>) =>
  appendStep(reference, {
    id: freeId(call, reference, 'computed'),
    kind: 'derive',
    input: reference.step,
    fields,
  });

const freeId = (call: Call, { spec }: DatasetReference, what: string) =>
  freeName(
    `${call.stepName()}_${what}`,
    spec.steps.map(({ id }) => id),
  );
