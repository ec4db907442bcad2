import { datasetReadPermission, pipelineReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Caller } from '../access/Caller';
import type { DatasetRow, PipelineRow, RunRow } from '../database/tables';
import { datasetErrors } from '../lineage/errors';
import type { Focus } from '../lineage/graph';
import type { VisibleLineage } from '../lineage/LineageQueries';
import { pipelineErrors } from '../pipelines/errors';
import type { Portal } from '../portal';

/**
 * The pipeline of an address. One that the caller may not see is not there for them.
 * @throws `portal.unknown-pipeline`, NotAllowedError
 */
export async function readablePipeline(portal: Portal, caller: Caller, name: string): Promise<PipelineRow> {
  await caller.require(pipelineReadPermission);
  const row = await portal.pipelines.find(name);
  if (!row || !(await caller.may(pipelineReadPermission, row)))
    throw pipelineErrors['unknown-pipeline']({ name });
  return row;
}

/** The dataset of an address, likewise. @throws `portal.unknown-dataset`, NotAllowedError */
export async function readableDataset(portal: Portal, caller: Caller, id: string): Promise<DatasetRow> {
  await caller.require(datasetReadPermission);
  const row = await portal.datasets.find(id);
  if (!row || !(await caller.may(datasetReadPermission, row))) throw datasetErrors['unknown-dataset']({ id });
  return row;
}

/** The run of an address and its pipeline, likewise. @throws `portal.unknown-run`, NotAllowedError */
export async function readableRun(
  portal: Portal,
  caller: Caller,
  id: string,
): Promise<{ run: RunRow; pipeline: PipelineRow }> {
  await caller.require(pipelineReadPermission);
  const run = await portal.runs.find(id);
  const pipeline = run && (await portal.pipelines.byId(run.pipeline_id));
  if (!pipeline || !(await caller.may(pipelineReadPermission, pipeline)))
    throw datasetErrors['unknown-run']({ id });
  return { run, pipeline };
}

/** What stands in the middle of lineage. @throws `portal.no-focus` (input), and as above */
export async function focusOf(
  portal: Portal,
  caller: Caller,
  dataset?: string,
  pipeline?: string,
): Promise<Focus> {
  if (dataset !== undefined) return { dataset: (await readableDataset(portal, caller, dataset)).id };
  if (pipeline !== undefined) return { pipeline: (await readablePipeline(portal, caller, pipeline)).id };
  throw datasetErrors['no-focus'](undefined);
}

/** What a caller may see along lineage. */
export async function visibleTo(caller: Caller): Promise<VisibleLineage> {
  const [datasets, pipelines] = await Promise.all([
    caller.visible(datasetReadPermission),
    caller.visible(pipelineReadPermission),
  ]);
  return { datasets, pipelines };
}
