import { z } from 'zod';
import { eventErrors } from './errors';
import { isInstant } from './instant';

const facets = z.record(z.string(), z.unknown()).nullish();
const named = { namespace: z.string().min(1).max(4096), name: z.string().min(1).max(4096) };
const dataset = z.looseObject({ ...named, facets, inputFacets: facets, outputFacets: facets });
const job = z.looseObject({ ...named, facets });
const time = z.string().refine((text) => text[10] === 'T' && isInstant(text), 'not a date-time of ISO 8601');
const base = {
  eventTime: time,
  producer: z.string().min(1).max(4096),
  schemaURL: z.string().min(1).max(4096),
};
const ends = { inputs: z.array(dataset).nullish(), outputs: z.array(dataset).nullish() };
const eventTypes = ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] as const;

const shapes = {
  RunEvent: z.looseObject({
    ...base,
    ...ends,
    eventType: z.enum(eventTypes).nullish(),
    run: z.looseObject({ runId: z.string().min(1).max(200), facets }),
    job,
  }),
  JobEvent: z.looseObject({ ...base, ...ends, job }),
  DatasetEvent: z.looseObject({ ...base, dataset }),
};

export type EventKind = keyof typeof shapes;
export type EventType = (typeof eventTypes)[number];
export type EventDataset = z.output<typeof dataset>;
export type RunEvent = z.output<typeof shapes.RunEvent>;
export type JobEvent = z.output<typeof shapes.JobEvent>;
export type DatasetEvent = z.output<typeof shapes.DatasetEvent>;

/** An event whose shape holds; facets are looked at later, each by who needs it. */
export type CheckedEvent =
  | { kind: 'RunEvent'; event: RunEvent }
  | { kind: 'JobEvent'; event: JobEvent }
  | { kind: 'DatasetEvent'; event: DatasetEvent };

/** Releases 1.x publish versions 1 and 2 of the core schema. */
const address = /\/spec\/[12]-\d+-\d+\/OpenLineage\.json(?:#\/(?:\$defs|definitions)\/(\w+))?$/;

/**
 * Checks version and shape of an event.
 * @throws `portal.wrong-event-version`, `portal.not-an-event` (input), which say what was expected
 */
export function checkEvent(body: unknown): CheckedEvent {
  const { schemaURL, ...rest } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  if (typeof schemaURL !== 'string')
    throw eventErrors['not-an-event']({ problems: ['schemaURL: a text is expected'] });
  const [, said] = address.exec(schemaURL) ?? [undefined, 'none'];
  const kind = said ?? kindByShape(rest);
  if (!isKind(kind)) throw eventErrors['wrong-event-version']({ schemaURL });
  const read = shapes[kind].safeParse(body);
  if (read.success) return { kind, event: read.data } as CheckedEvent;
  const problems = read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw eventErrors['not-an-event']({ problems });
}

function kindByShape(event: object): EventKind {
  if ('run' in event) return 'RunEvent';
  return 'dataset' in event ? 'DatasetEvent' : 'JobEvent';
}

const isKind = (kind: string): kind is EventKind => kind in shapes;
