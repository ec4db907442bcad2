import type { PipelineSpecInput } from '../../spec';
import { plainName } from '../grammar/readers';
import type { ReadSentence } from '../grammar/parse';
import type { Slot } from '../grammar/slots';
import { objectWords } from '../columns/scene';
import type { Sources } from './sources';
import type { Interview } from './interview';

type Of<K extends Slot['slot']> = Extract<Slot, { slot: K }>;

/** The slots of one kind, in the order of the sentence. */
export function slotsOf<K extends Slot['slot']>(
  read: ReadSentence,
  kind: K,
): (Of<K> & { phrase: ReadSentence['hits'][number]['phrase'] })[] {
  return read.hits.flatMap((hit) =>
    hit.slot.slot === kind ? [{ ...(hit.slot as Of<K>), phrase: hit.phrase }] : [],
  );
}

/** Retry, notices and limits of time. */
export function settingsOf(read: ReadSentence, interview: Interview): Partial<PipelineSpecInput> {
  const [retry] = slotsOf(read, 'retry');
  const notices = slotsOf(read, 'notify');
  const durations = slotsOf(read, 'duration');
  if (retry) interview.explain(retry.phrase, interview.say.retry({ attempts: retry.attempts }), 0.95);
  for (const notice of notices)
    interview.explain(notice.phrase, interview.say.notify({ on: notice.on, email: notice.email }), 0.95);
  const owner = slotsOf(read, 'owner')[0]?.owner;
  const tags = slotsOf(read, 'tags').flatMap((slot) => slot.tags);
  return {
    ...(owner ? { owner } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(retry ? { retry: { attempts: retry.attempts, ...(retry.delay ? { delay: retry.delay } : {}) } } : {}),
    ...Object.fromEntries(durations.map(({ of, duration }) => [of, duration])),
    ...(notices.length > 0 ? { notify: notices.map(({ on, email }) => ({ on, email })) } : {}),
  };
}

/** `flights-to-clickhouse`, or the name that was said; the sentence itself is the description. */
export function namesOf(
  read: ReadSentence,
  sources: Sources,
  targets: readonly { system: string; object: string }[],
  text: string,
): { name: string; description: string } {
  const said = slotsOf(read, 'name')[0]?.name;
  const from = sources.datasets.map(({ object }) => plainName(objectWords(object))).join('-and-');
  const [target] = targets;
  const to = target && (target.system === 'file' ? plainName(objectWords(target.object)) : target.system);
  const made = said
    ? said
        .trim()
        .replace(/[^\p{L}\p{N}_-]+/gu, '-')
        .replace(/^[-\p{N}]+/u, '')
    : `${from}${to ? `-to-${to}` : ''}`.replaceAll('_', '-').replace(/^-+/, '');
  return { name: made || 'pipeline', description: text.trim() };
}
