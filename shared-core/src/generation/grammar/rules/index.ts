import { rule, type Rule, type SlotRule } from '../rule';
import type { Mention, Slot } from '../slots';
import type { SceneDataset } from '../../columns/scene';
import { comparisonRules, equalityRules } from './comparison';
import { conditionRules, exceptRules } from './conditions';
import {
  byRules,
  functionRules,
  grainAdverbRules,
  grainRules,
  measureRules,
  measureSlotRules,
} from './measures';
import { periodRules } from './period';
import { placeRules, placeSlotRules } from './places';
import { durationRules, runningRules } from './running';
import { scheduleRules } from './schedule';
import { careRules, checkRules, maskRules } from './care';
import { combineRules, joinKeyRules } from './combine';
import { fieldRules, whichRules } from './fields';
import { directionRules, orderRules, sortKeyRules } from './order';

const bare: SlotRule[] = [
  rule<{ d: SceneDataset }, Slot>(
    {
      en: ['[table|file|dataset] {d:dataset} [table|data|file|dataset]'],
      ru: ['[таблицу|таблица|таблицы|файл|файла|данные] {d:dataset}'],
    },
    ({ d }) => ({ slot: 'dataset', dataset: d }),
  ),
  rule<{ m: Mention }, Slot>(
    { en: ['{m:column}'], ru: ['{m:column}'] },
    // A name guessed for want of a schema means something only inside a larger phrase.
    ({ m }) =>
      m.candidates[0]!.column.dataset.open && m.candidates[0]!.score < 0.9
        ? undefined
        : { slot: 'column', mention: m },
    -0.05,
  ),
  rule({ en: ['or', 'or else'], ru: ['или', 'либо'] }, (): Slot => ({ slot: 'or' }), 0),
];

/** Every rule of the grammar; a new sort of phrase is a file beside this one and a name in this list. */
export const slotRules: SlotRule[] = [
  ...scheduleRules,
  ...placeSlotRules,
  ...conditionRules,
  ...exceptRules,
  ...measureSlotRules,
  ...orderRules,
  ...fieldRules,
  ...careRules,
  ...combineRules,
  ...runningRules,
  ...bare,
];

/** Rules that other rules are built of. */
export const readerRules: Rule<unknown>[] = [
  ...comparisonRules,
  ...equalityRules,
  ...periodRules,
  ...functionRules,
  ...measureRules,
  ...grainRules,
  ...grainAdverbRules,
  ...byRules,
  ...directionRules,
  ...sortKeyRules,
  ...maskRules,
  ...whichRules,
  ...checkRules,
  ...joinKeyRules,
  ...placeRules,
  ...durationRules,
] as Rule<unknown>[];
