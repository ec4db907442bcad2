import {
  datasetLineageOf,
  parseSpec,
  printSpec,
  type LineageEdge,
  type LineageEnd,
  type PipelineSpec,
  type Plan,
} from '@ai-etl/core';
import { datasetIdOf } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { DatasetFacts } from '../database/DatasetStore';
import type { ColumnEdge, DatasetEdge } from '../database/LineageStore';
import { httpErrorOf } from '../routes/http-error';
import { pipelineErrors } from './errors';
import { checkSchemas, fieldsOf, logicalNamespace, readSpecWith, type DatasetSchemas } from './spec-reading';

/** A spec that holds, with everything that the store keeps of it. */
export interface Publication {
  spec: PipelineSpec;
  yaml: string;
  hash: string;
  schemas: DatasetSchemas;
  datasets: DatasetFacts[];
  edges: DatasetEdge[];
  columnEdges: ColumnEdge[];
}

/**
 * Reads a spec to be published under a name.
 * @throws `portal.invalid-spec` with all findings, `portal.name-differs`, `portal.wrong-schema` (input)
 */
export async function readPublication(
  name: string,
  input: string | object,
  given?: Record<string, unknown>,
): Promise<Publication> {
  const schemas = checkSchemas(given);
  const { spec, plan, findings } = await readSpecWith(input, schemas);
  if (!plan || !spec) {
    const errors = findings.filter(({ severity }) => severity === 'error');
    const error = pipelineErrors['invalid-spec']({ count: errors.length, first: errors[0]?.message ?? '' });
    throw httpErrorOf(error, findings);
  }
  if (spec.name !== name) throw pipelineErrors['name-differs']({ path: name, spec: spec.name });
  const yaml = typeof input === 'string' && !input.trimStart().startsWith('{') ? input : printSpec(spec);
  return { spec, yaml, hash: plan.hash, schemas, ...lineageOfPlan(plan, schemas) };
}

/** The same spec under another name. */
export function renamed(yaml: string, name: string): PipelineSpec {
  return { ...parseSpec(yaml), name };
}

/** Datasets that a plan reads and writes, and lineage between them, before it has ever run. */
function lineageOfPlan(plan: Plan, schemas: DatasetSchemas) {
  const ends = plan.steps.flatMap(({ step, shape }) => {
    if (step.kind !== 'source' && step.kind !== 'target') return [];
    const direction = step.kind === 'source' ? ('in' as const) : ('out' as const);
    const schema = schemas[`${step.connection}:${step.object}`] ?? shape;
    return [{ direction, step, fields: fieldsOf(schema) }];
  });
  const datasets = ends.map(({ step, fields }): DatasetFacts => ({
    namespace: logicalNamespace(step.connection),
    name: step.object,
    title: step.object,
    connection: step.connection,
    system: plan.spec.connections[step.connection]?.system,
    fields,
    fieldsFrom: 'spec',
    aliases: [],
  }));
  const edges = ends.map(({ step, direction }) => ({
    dataset: idOf(step.connection, step.object),
    direction,
  }));
  return { datasets, edges, columnEdges: datasetLineageOf(plan).flatMap(columnEdge) };
}

const idOf = (connection: string, object: string) => datasetIdOf(logicalNamespace(connection), object);

function columnEdge({ from, to, kind, transformation }: LineageEdge): ColumnEdge[] {
  const [start, end] = [endOf(from), endOf(to)];
  return start && end ? [{ from: start, to: end, kind, transformation }] : [];
}

const endOf = ({ connection, dataset, field }: LineageEnd) =>
  connection !== undefined && dataset !== undefined
    ? { dataset: idOf(connection, dataset), field }
    : undefined;
