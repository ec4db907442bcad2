import { idOfName } from '../database/dataset-ids';
import type { DatasetFacts } from '../database/DatasetStore';
import { canonicalJson, hashOf } from './canonical-json';
import { datasetFacts } from './dataset-facts';
import { checkEvent, type CheckedEvent, type EventDataset } from './event';
import { eventLineage, type EventLineage } from './event-lineage';
import { facetOf } from './facets';
import { instant, placingOf, type Placing } from './run-facts';

/** An event, read: ready to be stored, whatever kind it is of. */
export interface ReadEvent {
  hash: string;
  body: string;
  type: string;
  at: string;
  /** Of a run event. */
  placing?: Placing;
  /** Of a run or job event. */
  job?: { pipeline: string; owner?: string; description?: string };
  datasets: DatasetFacts[];
  lineage: EventLineage;
}

const noLineage: EventLineage = { edges: [], columnEdges: [], named: [] };

/** @throws `portal.wrong-event-version`, `portal.not-an-event` (input) */
export function readEvent(body: unknown): ReadEvent {
  const checked = checkEvent(body);
  const at = instant(checked.event.eventTime);
  const text = canonicalJson(body);
  const head = { hash: hashOf(text), body: text, type: typeOf(checked), at };
  if (checked.kind === 'DatasetEvent')
    return { ...head, datasets: [datasetFacts(checked.event.dataset, at, false)], lineage: noLineage };
  const { inputs, outputs, job } = checked.event;
  const lineage = eventLineage({ inputs: inputs ?? [], outputs: outputs ?? [], jobFacets: job.facets });
  const placing = checked.kind === 'RunEvent' ? placingOf(checked.event) : undefined;
  return {
    ...head,
    placing,
    job: {
      pipeline: placing?.pipeline ?? job.name,
      owner: facetOf(job.facets, 'ownership')?.owners[0]?.name,
      description: facetOf(job.facets, 'documentation')?.description,
    },
    datasets: allFacts(inputs ?? [], outputs ?? [], lineage, at, writes(checked)),
    lineage,
  };
}

const typeOf = (checked: CheckedEvent) =>
  checked.kind === 'RunEvent'
    ? (checked.event.eventType ?? 'OTHER')
    : checked.kind.replace('Event', '').toUpperCase();

/** Only a run that is through has surely written. */
const writes = (checked: CheckedEvent) =>
  checked.kind === 'RunEvent' && checked.event.eventType === 'COMPLETE';

function allFacts(
  inputs: EventDataset[],
  outputs: EventDataset[],
  { named }: EventLineage,
  at: string,
  written: boolean,
): DatasetFacts[] {
  const told = [
    ...inputs.map((dataset) => datasetFacts(dataset, at, false)),
    ...outputs.map((dataset) => datasetFacts(dataset, at, written)),
  ];
  const known = new Set(told.map(idOfName));
  const others = named.filter((name) => !known.has(idOfName(name)));
  return [...told, ...others.map((name) => datasetFacts(name as EventDataset, at, false))];
}
