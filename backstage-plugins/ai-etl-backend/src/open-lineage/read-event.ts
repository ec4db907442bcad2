import type { DatasetFacts } from '../database/DatasetStore';
import { canonicalJson, hashOf } from './canonical-json';
import { datasetFacts, saidAt } from './dataset-facts';
import { checkEvent, type CheckedEvent } from './event';
import type { EventLineage } from './event-lineage';
import { facetOf } from './facets';
import { instant } from './instant';
import { placingOf, type Placing } from './run-facts';
import { toldBy, type Told } from './told';

/** An event, read: ready to be stored, whatever kind it is of. */
export interface ReadEvent {
  hash: string;
  body: string;
  type: string;
  at: string;
  /** Of a run event. */
  placing?: Placing;
  /** Of a run or job event. */
  job?: { pipeline: string; name: string; owner?: string; description?: string };
  datasets: DatasetFacts[];
  /** Of a run or job event. */
  lineage?: EventLineage;
}

/** @throws `portal.wrong-event-version`, `portal.not-an-event` (input) */
export function readEvent(body: unknown): ReadEvent {
  const checked = checkEvent(body);
  const at = instant(checked.event.eventTime);
  const text = canonicalJson(body);
  const head = { hash: hashOf(text), body: text, type: typeOf(checked), at };
  if (checked.kind === 'DatasetEvent')
    return { ...head, datasets: [saidAt(datasetFacts(checked.event.dataset), at, false)] };
  const { inputs, outputs, job } = checked.event;
  const told = toldBy(inputs ?? [], outputs ?? [], job.facets);
  const placing = checked.kind === 'RunEvent' ? placingOf(checked.event, told.lineage.mark) : undefined;
  return {
    ...head,
    placing,
    job: {
      pipeline: placing?.pipeline ?? job.name,
      name: `${job.namespace}/${job.name}`,
      owner: facetOf(job.facets, 'ownership')?.owners[0]?.name,
      description: facetOf(job.facets, 'documentation')?.description,
    },
    datasets: saidNow(told, at, hasWritten(checked)),
    lineage: told.lineage,
  };
}

const typeOf = (checked: CheckedEvent) =>
  checked.kind === 'RunEvent'
    ? (checked.event.eventType ?? 'OTHER')
    : checked.kind.replace('Event', '').toUpperCase();

/** Only a run that is through has surely written. */
const hasWritten = (checked: CheckedEvent) =>
  checked.kind === 'RunEvent' && checked.event.eventType === 'COMPLETE';

const saidNow = ({ inputs, outputs, others }: Told, at: string, written: boolean): DatasetFacts[] => [
  ...[...inputs, ...others].map((facts) => saidAt(facts, at, false)),
  ...outputs.map((facts) => saidAt(facts, at, written)),
];
