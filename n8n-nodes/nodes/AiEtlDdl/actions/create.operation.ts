import {
  appendTarget,
  createTable,
  layoutOf,
  readSchema,
  type CreateOptions,
  type DatasetAdvice,
  type DatasetProfile,
  type DatasetReference,
  type DdlSystem,
  type LoadMode,
} from '@ai-etl/core';
import type { Call } from '../../../runtime/call';
import type { OfferedConnection } from '../../../runtime/connections';
import { chosenSystem } from '../../../runtime/credential-of-system';
import { item, type Operation } from '../../../runtime/operation';
import { readerLanguage } from '../../../runtime/reader-language';
import { table, targetFields, then } from './fields';

/** CREATE statements for the dataset that arrives, and what the user wants done with them. */
export const create: Operation = {
  value: 'create',
  name: 'Create Table',
  action: 'Make a table for a dataset',
  description: 'CREATE statements from the schema, laid out as the advice says where there is one',
  properties: [table, then, ...targetFields],
  async execute(call) {
    const json = call.input()?.json ?? {};
    const reference = call.reference();
    const design = designOf(call, reference, json);
    const { statements, notes } = createTable(design);
    const todo = call.parameter<'show' | 'execute' | 'target'>('then', 'show');
    const connection = todo === 'show' ? undefined : await chosenSystem(call);
    await connection?.use((open) => open.execute(statements, { signal: call.signal }));
    const dataset = todo === 'target' ? await withTarget(call, reference, design, connection!) : reference;
    const { system, object } = design;
    const ddl = {
      system,
      object,
      executed: todo !== 'show',
      statements,
      notes: notes.map((note) => note[readerLanguage()]),
    };
    return [item({ ddl, dataset, ...analysisOf(json) })];
  },
};

function designOf(call: Call, reference: DatasetReference, json: Record<string, unknown>): CreateOptions {
  const keys = call.names('keys');
  return {
    system: call.parameter<DdlSystem>('system'),
    object: call.located('table'),
    schema: readSchema(reference),
    ...(json.advice ? { advice: json.advice as DatasetAdvice } : {}),
    ...(json.profile ? { profile: json.profile as DatasetProfile } : {}),
    ...(keys.length > 0 && { keys }),
    ifNotExists: true,
    createContainer: true,
  };
}

/** The table becomes the pipeline's target, with the layout that it was created with. */
function withTarget(
  call: Call,
  reference: DatasetReference,
  design: CreateOptions,
  { name, handle }: OfferedConnection,
): Promise<DatasetReference> {
  const layout = layoutOf(design);
  const target = {
    id: call.stepName('target'),
    kind: 'target' as const,
    input: reference.step,
    connection: name,
    object: design.object,
    mode: call.parameter<LoadMode>('mode', 'replace'),
    ...(design.keys && { keys: design.keys }),
    ...(Object.keys(layout).length > 0 && { layout }),
  };
  return appendTarget(reference, target, { system: design.system, handle });
}

/** What the nodes of analysis have found stays with the dataset. */
const analysisOf = ({ profile, advice }: Record<string, unknown>) => ({
  ...(profile ? { profile } : {}),
  ...(advice ? { advice } : {}),
});
