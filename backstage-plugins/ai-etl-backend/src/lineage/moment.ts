import type { LineageMoment } from '@ai-etl/backstage-plugin-ai-etl-common';
import { always } from '../database/lineage-at';
import { instant, isInstant } from '../open-lineage/instant';
import { datasetErrors } from './errors';

/** A moment of history. */
export interface Moment {
  at: string;
  /** The run that was asked for. */
  run?: string;
  /** The version that a run was of: it may have been published later than the run began. */
  version?: { pipeline: number; number: number };
}

/** As things are. */
export const presently: Moment = { at: always };

/** A time of a request, as the tables keep times. @throws `portal.not-a-time` (input) */
export function timeOf(text: string): string {
  if (!isInstant(text)) throw datasetErrors['not-a-time']({ text });
  return instant(text);
}

/** A moment as the API shows it. */
export const shownMoment = ({ at, run }: Moment): LineageMoment => (at === always ? {} : { at, run });
