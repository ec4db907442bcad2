import { datasetReadPermission, type Pipeline } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { Caller } from '../access/Caller';
import type { PipelineRow } from '../database/tables';
import type { Portal } from '../portal';
import { readSpecWith, stepNodes } from './spec-reading';

type Details = Pick<Pipeline, 'spec' | 'yaml' | 'steps' | 'findings' | 'reads' | 'writes'>;

/** The parts of a pipeline's page; of one that is only observed those of the spec are empty. */
export async function pipelineDetails(portal: Portal, caller: Caller, row: PipelineRow): Promise<Details> {
  const visible = await caller.visible(datasetReadPermission);
  const [ofSpec, reads, writes] = await Promise.all([
    row.version === 0 ? { spec: {}, yaml: '', steps: [], findings: [] } : detailsOfSpec(portal, row),
    portal.datasets.of(row.id, 'in', visible),
    portal.datasets.of(row.id, 'out', visible),
  ]);
  return { ...ofSpec, reads, writes };
}

async function detailsOfSpec(portal: Portal, row: PipelineRow) {
  const version = await portal.pipelines.version(row);
  const reading = await readSpecWith(version.yaml, JSON.parse(version.schemas));
  return {
    spec: JSON.parse(version.spec),
    yaml: version.yaml,
    steps: stepNodes(reading),
    findings: reading.findings,
  };
}
