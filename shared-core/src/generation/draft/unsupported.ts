import { connectors } from '../../connectors';
import type { Phrase } from '../grammar/slots';
import type { ReadSentence } from '../grammar/parse';
import { systems } from '../lexicon/systems';
import type { GenerateOptions } from '../options';
import type { Interview } from './interview';

/** Files that people have and no connector reads. */
const unreadFile = /\.(xlsx?|xml|avro|orc|arrow|feather|pdf|docx?|db|sqlite|txt|log)(\.\w+)?$/i;

/** Systems without a connector and files of other formats are named, never passed over: the draft alone would look right. */
export function askUnsupported(
  read: ReadSentence,
  places: readonly { system: string; object: string }[],
  options: GenerateOptions,
  interview: Interview,
): void {
  const known = new Set([
    ...connectors.all().map(({ id }) => id),
    ...(options.datasets ?? []).map(({ system }) => system),
    ...Object.values(options.connections ?? {}).map(({ system }) => system),
  ]);
  const ignore = [{ value: 'ignore', label: interview.say.keepUnsupported }];
  const asked = new Set<string>();
  for (const { system, object } of places) {
    const title = systems[system]?.title ?? system;
    if (!known.has(system) && !asked.has(system))
      interview.ask(
        'phrase',
        phraseOf(read, system, object),
        interview.say.askSystem({ system: title, known: [...known].sort().join(', ') }),
        ignore,
        true,
      );
    else if (system === 'file' && unreadFile.test(object))
      interview.ask(
        'phrase',
        phraseOf(read, system, object),
        interview.say.askFormat({ object }),
        ignore,
        true,
      );
    asked.add(system);
  }
}

/** The words that named the place. */
function phraseOf(read: ReadSentence, system: string, object: string): Phrase {
  const hits = read.hits.filter(({ slot }) => slot.slot === 'place');
  const named = (exact: boolean) =>
    hits.find(
      ({ slot }) =>
        slot.slot === 'place' && (exact ? slot.place.object === object : slot.place.system === system),
    )?.phrase;
  return named(true) ?? named(false) ?? { text: object, start: 0, end: 0 };
}
