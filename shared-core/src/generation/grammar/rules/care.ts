import { rule, type Rule, type SlotRule } from '../rule';
import type { Mask, Mention, QualityCheck, Slot } from '../slots';
import type { SceneDataset } from '../../columns/scene';

/** Ways to hide a value, by verb. */
export const maskRules: Rule<Mask>[] = [
  rule(
    {
      en: ['(mask|hide|redact|obfuscate|masking|hiding|conceal|masked|censor)'],
      ru: [
        '(скрой|скрыть|скрывай|спрячь|спрятать|прячь|замаскируй|маскируй|маскировать|замаскировать|маскируя|скрыв*|скрыт*|замаскирован*|закрой|затри|зацензурь)',
      ],
    },
    () => 'redact' as const,
  ),
  rule(
    {
      en: ['(hash|hashed|hashing|anonymize|anonymise|pseudonymize|pseudonymise|encrypt|tokenize)'],
      ru: [
        '(захешируй|захэшируй|хешируй|хэшируй|хеш*|хэш*|захеш*|захэш*|обезличь|обезличивай|обезличить|анонимизируй|анонимизировать|псевдонимизируй|зашифруй)',
      ],
    },
    () => 'hash' as const,
  ),
  rule(
    { en: ['(null out|nullify|blank out|wipe)'], ru: ['(обнули|занули|очисти|сотри)'] },
    () => 'null' as const,
  ),
  rule(
    {
      en: ['[show|keep|leave] [only] last (four|4) [digits|characters] [in|for]'],
      ru: ['[покажи|оставь|оставляй] [только] последние (четыре|4) [цифры|символа|знака] [в|у]'],
    },
    () => 'last4' as const,
  ),
  rule(
    {
      en: ['[show|keep|leave] [only] (domain|domains) [in|for]'],
      ru: ['[покажи|оставь] [только] (домен|домены) [в|у|от]'],
    },
    () => 'email-domain' as const,
  ),
  rule(
    { en: ['[keep|leave] [only] (year) (in|for|from)'], ru: ['[оставь] [только] год (в|у|от)'] },
    () => 'year' as const,
  ),
];

const masks: SlotRule[] = [
  rule<{ how: Mask; m: Mention[] }, Slot>(
    {
      en: [
        '{how:mask} [values|column|columns|field|fields|customer|user|personal] {m:columns} [numbers|addresses|values]',
      ],
      ru: ['{how:mask} [значения|колонку|колонки|поля|поле|номера|адреса] {m:columns}'],
    },
    ({ how, m }) => ({ slot: 'mask', how, mentions: m }),
    0.6,
  ),
  rule<{ how: Mask; d: SceneDataset; m: Mention[] }, Slot>(
    {
      en: ['{how:mask} {d:dataset} {m:columns}'],
      ru: ['{how:mask} (у|для) {d:dataset} {m:columns}', '{how:mask} {m:columns} (у|для) {d:dataset}'],
    },
    ({ how, m }) => ({ slot: 'mask', how, mentions: m }),
    0.6,
  ),
  rule<{ how: Mask; m: Mention[] }, Slot>(
    {
      en: ['{m:columns} {how:mask}', '(with|and) {how:mask} {m:columns}'],
      ru: ['{m:columns} {how:mask}', '(со|с) {how:mask} {m:columns}'],
    },
    ({ how, m }) => ({ slot: 'mask', how, mentions: m }),
    0.1,
  ),
  rule<{ how: Mask }, Slot>(
    {
      en: ['{how:mask} (personal|private|sensitive|pii) [data|information|fields|columns]', '{how:mask} pii'],
      ru: [
        '{how:mask} (персональн*|личн*|чувствительн*|пдн) [данные|данных|поля|сведения]',
        '{how:mask} пдн',
      ],
    },
    ({ how }) => ({ slot: 'mask', how, mentions: [], personal: true }),
    0.6,
  ),
];

/** One promise: unique, not empty. */
export const checkRules: Rule<QualityCheck>[] = [
  rule<{ m: Mention[] }, QualityCheck>(
    {
      en: ['{m:columns} {is} [must|should] [be] (unique|distinct)', '(unique|uniqueness) [in] {m:columns}'],
      ru: [
        '{m:columns} {is} [должен|должна|должны|должно] [быть] (уникал*|не повтор*)',
        '(уникальность|на уникальность) {m:columns}',
        '(уникал*) {m:columns}',
      ],
    },
    ({ m }) => ({ check: 'unique', mentions: m }),
  ),
  rule<{ m: Mention[] }, QualityCheck>(
    {
      en: [
        '{m:columns} {is} [must|should] (not|never) [be] (null|empty|missing|blank)',
        '{m:columns} {is} [must|should] [be] (filled|present|non-null|not-null|non-empty|set|required)',
        '(no|not) (null|nulls|empty|missing|blank) [values] [in|for] {m:columns}',
      ],
      ru: [
        '{m:columns} {is} [должен|должна|должны|должно] [быть] (не пуст*|заполнен*|не null|указан*|непуст*)',
        '{m:columns} не [должен|должна|должны|должно] [быть] (пуст*|null)',
        '[нет|отсутстви*|на] (пуст*|пустоту|null|пропуск*|заполненность) [значени*] [в|у] {m:columns}',
        '{m:columns} (обязател*) {nothing}',
      ],
    },
    ({ m }) => ({ check: 'notNull', mentions: m }),
  ),
];

const checking = {
  en: '(check|ensure|verify|validate|assert|make sure|guarantee|require|checking|confirm|fail if not)',
  ru: '(проверь|проверяй|проверить|проверка|убедись|удостоверься|гарантируй|контролируй|проверяя|с проверкой|требуй|следи)',
};

const quality: SlotRule[] = [
  rule<{ c: QualityCheck[] }, Slot>(
    {
      en: [`${checking.en} [that|for] {c:checks}`],
      ru: [`${checking.ru} [что|чтобы|,] [что|чтобы] {c:checks}`],
    },
    ({ c }) => ({ slot: 'quality', checks: c, severity: 'error' }),
    0.8,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: ['{m:columns} (must|should) [be] unique'],
      ru: ['{m:columns} (должен|должна|должны|должно) быть уникал*'],
    },
    ({ m }) => ({ slot: 'quality', checks: [{ check: 'unique', mentions: m }], severity: 'error' }),
    0.5,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [
        '{m:columns} (must|should) (not be|never be) (null|empty|missing)',
        '{m:columns} (must|should) be (filled|present|set)',
      ],
      ru: [
        '{m:columns} не (должен|должна|должны|должно) быть пуст*',
        '{m:columns} (должен|должна|должны|должно) быть (не пуст*|заполнен*|указан*)',
      ],
    },
    ({ m }) => ({ slot: 'quality', checks: [{ check: 'notNull', mentions: m }], severity: 'error' }),
    0.5,
  ),
  rule<{ m: Mention[] }, Slot>(
    {
      en: [
        '(without|no|drop|skip|exclude|excluding|remove|reject|ignore|ignoring) [rows|records] [with|having] (empty|null|missing|blank|nulls) [values] [in] {m:columns}',
      ],
      ru: [
        '(без|исключи|исключая|убери|удали|отбрось|отсей|пропусти|кроме) [строк|строки|записей|записи] [с|со] (пуст*|незаполненн*|отсутствующ*|null|неуказанн*|пропущенн*|нулл*) [значени*] [в|у] {m:columns}',
        'без (пропусков|пустот|null) в {m:columns}',
      ],
    },
    ({ m }) => ({ slot: 'quality', checks: [{ check: 'notNull', mentions: m }], severity: 'reject' }),
    0.7,
  ),
];

/** Masks and promises. */
export const careRules: SlotRule[] = [...masks, ...quality];
