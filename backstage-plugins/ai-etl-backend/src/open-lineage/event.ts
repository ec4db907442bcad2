import { z } from 'zod';
import { eventErrors } from './errors';
import { isInstant } from './instant';

const facets = z.record(z.string(), z.unknown()).nullish();
const named = { namespace: z.string().min(1).max(4096), name: z.string().min(1).max(4096) };
const dataset = z.looseObject({ ...named, facets, inputFacets: facets, outputFacets: facets });
const job = z.looseObject({ ...named, facets });
/** Those that the specification asks for and many producers leave out are not needed here. */
const text = z.string().max(4096).nullish();
const time = z.string().refine((said) => said[10] === 'T' && isInstant(said), 'not a date-time of ISO 8601');
const base = {
  eventTime: time,
  producer: text,
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
const versions = ['1', '2'];
const address = /\/spec\/(\d+)-\d+-\d+\/OpenLineage\.json(?:#\/(?:\$defs|definitions)\/(\w+))?/;

/**
 * Checks version and shape of an event. An event without `schemaURL`, or with one of somebody else, is taken for what
 * its fields make it; only one that names another version of the specification is refused for it.
 * @throws `portal.wrong-event-version`, `portal.not-an-event` (input), which say what was expected
 */
export function checkEvent(body: unknown): CheckedEvent {
  const event = typeof body === 'object' && body !== null ? body : {};
  const { schemaURL } = event as { schemaURL?: unknown };
  const [, version, said] = (typeof schemaURL === 'string' && address.exec(schemaURL)) || [];
  if (version !== undefined && !versions.includes(version))
    throw eventErrors['wrong-event-version']({ schemaURL: (schemaURL as string).slice(0, 300) });
  const kind = kindOf(event, said);
  const read = shapes[kind].safeParse(body);
  if (read.success) return { kind, event: read.data } as CheckedEvent;
  throw eventErrors['not-an-event']({ kind, problems: problemsOf(read.error.issues) });
}

/**
 * What a run event has nobody else has, and a dataset stands alone. Spark's integration gives a type to events of jobs
 * too; without a run they are such only where they say so, for else somebody forgot the run.
 */
function kindOf(event: object, said: string | undefined): EventKind {
  if ('run' in event || ('eventType' in event && said !== 'JobEvent')) return 'RunEvent';
  return 'dataset' in event && !('job' in event) ? 'DatasetEvent' : 'JobEvent';
}

const problemsOf = (issues: readonly z.core.$ZodIssue[]) =>
  issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message));
