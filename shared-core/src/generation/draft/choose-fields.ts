import type { ReadSentence } from '../grammar/parse';
import type { Mention } from '../grammar/slots';
import { quoted } from '../grammar/all-readers';
import { matchDataset } from '../columns/match';
import { entities } from '../lexicon/concepts';
import { sensesOf } from '../lexicon/concept-index';
import { stem } from '../text/stem';
import type { Chain } from './chain';
import type { Making } from './condition-sql';
import type { Grouped } from './grouping';
import { pickColumn } from './pick-column';
import { slotsOf } from './settings';
import type { Sources } from './sources';

export function addFields(
  chain: Chain,
  read: ReadSentence,
  grouped: Grouped | undefined,
  making: Making,
  sources: Sources,
  without: Without,
): void {
  const slots = slotsOf(read, 'fields');
  const renames = new Map(
    slotsOf(read, 'rename').flatMap(({ mention, to }) =>
      pickColumn(mention, [], making.columns, making.interview)?.column
        ? [[making.columns.nameOf(mention.candidates[0]!.column), to] as const]
        : [],
    ),
  );
  const names = (mentions: readonly Mention[]): string[] =>
    mentions
      .flatMap((mention) => pickColumn(mention, [], making.columns, making.interview) ?? [])
      .map(({ column }) => making.columns.nameOf(column));
  const loose = names(looseColumns(read, sources, making, grouped));
  const brought = sources.brings
    ? [
        ...sources.datasets[0]!.columns.map((column) => making.columns.nameOf(column)),
        ...names(sources.brings),
      ]
    : [];
  const wanted = slots.filter(({ keep }) => keep).flatMap(({ mentions }) => names(mentions));
  const asked = unique([...wanted, ...loose], (name) => name);
  const kept = grouped ? [] : asked.length > 0 ? asked : unique(brought, (name) => name);
  const dropped = new Set([
    ...slots.filter(({ keep }) => !keep).flatMap(({ mentions }) => names(mentions)),
    ...without.dropped,
  ]);
  if (kept.length === 0 && dropped.size === 0 && renames.size === 0) return;
  const all =
    grouped?.outputs ??
    unique(
      making.columns.all.map((column) => making.columns.nameOf(column)),
      (name) => name,
    );
  const derived = grouped ? [] : slotsOf(read, 'derive').map(({ name }) => name);
  const fields = (kept.length > 0 ? [...kept, ...derived] : [...all, ...derived]).filter(
    (name) => !dropped.has(name),
  );
  const changed = kept.length > 0 || fields.length < all.length + derived.length || renames.size > 0;
  if (!changed || fields.length === 0) return;
  for (const { phrase } of slots)
    making.interview.explain(phrase, making.interview.say.fields({ fields: fields.join(', ') }), 0.95);
  chain.add('chosen', {
    kind: 'select',
    fields: fields.map((name) => (renames.has(name) ? { [renames.get(name)!]: name } : name)),
  });
}

/**
 * "take product and revenue from …": columns listed by themselves are the ones wanted. One that stands alone may be
 * anything, so it is asked about, unless it only names the rows.
 */
function looseColumns(
  read: ReadSentence,
  sources: Sources,
  making: Making,
  grouped: Grouped | undefined,
): Mention[] {
  const loose = read.hits.flatMap(({ slot, start, end }) =>
    slot.slot === 'column' && slot.mention.candidates[0]!.score >= 0.85
      ? [{ mention: slot.mention, start, end }]
      : [],
  );
  const listed = grouped
    ? loose.filter(({ mention }) => isUsed(mention, grouped, making))
    : loose.filter(({ start, end }) =>
        loose.some((other) => start - other.end === 1 || other.start - end === 1),
      );
  const { interview } = making;
  const ignore = [{ value: 'ignore', label: interview.say.ignore }];
  for (const { mention } of loose.filter(
    (each) => !listed.includes(each) && !namesSources(each.mention, sources),
  ))
    interview.ask(
      'phrase',
      mention.phrase,
      interview.say.askPhrase({ phrase: mention.phrase.text }),
      ignore,
      true,
    );
  return grouped ? [] : listed.map(({ mention }) => mention);
}

/** A key of the groups, or under one of their measures. */
function isUsed({ candidates }: Mention, { keys, measures }: Grouped, making: Making): boolean {
  const names = new Set([...keys.map(({ name }) => name), ...measures.map(({ of }) => of)]);
  return candidates.some(({ column }) => names.has(making.columns.nameOf(column)));
}

const namesSources = (mention: Mention, sources: Sources): boolean =>
  namesRows(mention) ||
  sources.datasets.some((dataset) => matchDataset(mention.phrase.text.split(' ').map(stem), dataset) >= 0.75);

/** "flights" of a table of departures, "payments" of one with a payment_id. */
const namesRows = ({ phrase }: Mention): boolean =>
  sensesOf(phrase.text.split(' ').map(stem)).every(({ concepts }) =>
    [...concepts].some((concept) => entities.has(concept)),
  );

/** What "without e-mail" turned out to be. */
export interface Without {
  dropped: string[];
  where: string[];
}

/** "without e-mail": the field away, or the rows that have none, or only those? It is asked. */
export function withoutOf(read: ReadSentence, making: Making): Without {
  const found: Without = { dropped: [], where: [] };
  for (const mention of slotsOf(read, 'puzzle').flatMap(({ mentions }) => mentions)) {
    const choice = pickColumn(mention, [], making.columns, making.interview);
    if (!choice) continue;
    const column = making.columns.nameOf(choice.column);
    const { say } = making.interview;
    const options = [
      { value: 'drop', label: say.dropColumn({ column }) },
      { value: 'empty', label: say.emptyColumn({ column }) },
      { value: 'filled', label: say.filledColumn({ column }) },
    ];
    const { value } = making.interview.ask(
      'without',
      mention.phrase,
      say.askWithout({ phrase: mention.phrase.text }),
      options,
    );
    if (value === 'drop') found.dropped.push(column);
    else found.where.push(`${quoted(column)} is ${value === 'filled' ? 'not ' : ''}null`);
  }
  return found;
}

/** Each once, by what tells them apart; the last of a kind in the place of the first. */
export function unique<T>(list: readonly T[], by: (item: T) => string): T[] {
  return [...new Map(list.map((item) => [by(item), item])).values()];
}
