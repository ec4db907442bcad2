import { datasetReadPermission, pipelineReadPermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Caller } from '../access/Caller';
import type { DatasetRow, PipelineRow } from '../database/tables';
import { datasetErrors } from '../lineage/errors';
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
