import type { StepOf } from '../../spec';
import type { ReadSentence } from '../grammar/parse';
import type { Mask, Mention } from '../grammar/slots';
import { conceptsOf, pickColumn } from './pick-column';
import type { Making } from './condition-sql';
import { slotsOf } from './settings';

type Checks = Pick<StepOf<'quality'>['checks'][number], 'name' | 'notNull' | 'unique' | 'severity'>[];

const namesOf = (mentions: readonly Mention[], making: Making): string[] =>
  mentions
    .flatMap((mention) => pickColumn(mention, [], making.columns, making.interview) ?? [])
    .map(({ column }) => making.columns.nameOf(column));

/** Promises about fields. */
export function qualityOf(read: ReadSentence, making: Making): Checks {
  return slotsOf(read, 'quality').flatMap(({ checks, severity, phrase }) =>
    checks.flatMap(({ check, mentions }) => {
      const fields = namesOf(mentions, making);
      if (fields.length === 0) return [];
      making.interview.explain(
        phrase,
        making.interview.say.quality({ check, fields: fields.join(', ') }),
        0.9,
      );
      return [
        {
          name: `${fields.join(', ')}: ${check === 'unique' ? 'unique' : 'not empty'}`,
          [check]: fields,
          severity: check === 'unique' ? ('error' as const) : severity,
        },
      ];
    }),
  );
}

const personal = [
  'email',
  'phone',
  'card',
  'passport',
  'inn',
  'snils',
  'iban',
  'birthday',
  'address',
  'surname',
  'firstName',
];

/** What is hidden, and how; fields that are gone need no mask. */
export function masksOf(
  read: ReadSentence,
  making: Making,
  outputs: readonly string[] | undefined,
): Record<string, Mask> | undefined {
  const entries = slotsOf(read, 'mask').flatMap(({ how, mentions, personal: all, phrase }) => {
    const own = all
      ? making.columns.all
          .filter((column) => personal.some((concept) => conceptsOf(column).has(concept)))
          .map((column) => making.columns.nameOf(column))
      : namesOf(mentions, making);
    const fields = own.filter((name) => !outputs || outputs.includes(name));
    if (fields.length > 0)
      making.interview.explain(
        phrase,
        making.interview.say.mask({ fields: fields.join(', '), how }),
        all ? 0.7 : 0.95,
      );
    return fields.map((name) => [name, how] as const);
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
