import { rule, type Rule, type SlotRule } from '../rule';
import type { Grain, Mention, Slot } from '../slots';

const modes: SlotRule[] = [
  rule(
    {
      en: [
        '[in] (append|append-only|appending|appended) [mode|only]',
        '(add|adding|adds) [them|rows|data|records] (to|into)',
        '(add) [new] (rows|records)',
        'incremental load',
        'without deleting [existing|old]',
        'keep (existing|old) (rows|data)',
      ],
      ru: [
        '(дозаписывай|дозаписать|дозапиши|дозапись|дозаписью|дописывай|допиши|дописать|дописывать|дозагружай|дозагрузи|дозагрузить|добавляй|добавь|добавлять|доливай|долей|добавлением|накапливай) [новые] [строки|записи|данные]',
        'в режиме (append|добавления|дозаписи|дописывания)',
        'append',
      ],
    },
    (): Slot => ({ slot: 'mode', mode: 'append' }),
    0,
  ),
  rule(
    {
      en: [
        '[fully|completely|full] (replace|overwrite|overwriting|replacing|replaced|rewrite) [mode|it|them|contents|everything] [each time|every time|completely|fully|on each run]',
        '(full refresh|full reload|truncate and load|truncate and reload|truncate|from scratch|rebuild|recreate|refresh fully|wipe and load)',
      ],
      ru: [
        '[полностью|целиком|полной|каждый раз] (перезаписывай|перезапиши|перезаписать|перезапись|перезаписью|перезаписывая|перезаписывать|заменяй|замени|заменить|заменой|замена|пересоздавай|пересоздай|перезагружай|перезагрузи|перезаливай|перезалей|заменяя|пересоздавая) [полностью|целиком|данные|содержимое|каждый раз|все]',
        '(с нуля|полное обновление|полным обновлением|полная перезагрузка|полной перезагрузкой|полностью обновляй|полностью обнови|replace|в режиме замены)',
      ],
    },
    (): Slot => ({ slot: 'mode', mode: 'replace' }),
    0.1,
  ),
  rule(
    {
      en: [
        '(upsert|upserting|upserted|update|updating|merge into|merge|insert or update|update or insert|update existing) [existing] [rows|records|them|it]',
        'merge mode',
        'in merge mode',
      ],
      ru: [
        '(обновляй|обнови|обновить|обновлять|обновляя|обновление|обновлением|апсерт|апсерти|мержи|смержи|мерж|слияние|слиянием|вставляй или обновляй|обновляй или вставляй|merge|upsert|актуализируй) [существующие] [строки|записи|данные]',
        'в режиме (слияния|merge|upsert)',
      ],
    },
    (): Slot => ({ slot: 'mode', mode: 'merge' }),
    0,
  ),
  rule<{ m?: Mention }, Slot>(
    {
      en: [
        '[only|just] (new|fresh|changed|added|updated) (rows|records|data|ones|{d:dataset}) [since last run] [(by|using|based on|on) {m:column}]',
        '(incrementally|incremental) [load] [(by|using|on|based on) {m:column}]',
        'since last run [(by|using) {m:column}]',
        'cursor {m:column}',
        'what changed',
      ],
      ru: [
        '[только] (новые|новых|свежие|измененные|изменившиеся|появившиеся|добавленные) (строки|записи|данные|{d:dataset}) [по {m:column}]',
        '(инкрементально|инкремент|инкрементальн*) [по {m:column}]',
        '(с последнего запуска|с прошлого запуска|с прошлого раза) [по {m:column}]',
      ],
    },
    ({ m }) => ({ slot: 'incremental', ...(m ? { mention: m } : {}) }),
    0.2,
  ),
];

const failing = {
  en: '(on failure|on error|on errors|on failures|in case of failure|in case of error|in case failure|in case error|if [pipeline|load|job|run|something|anything] (fails|fail|breaks|goes wrong|errors|crashes|failed)|when [pipeline|load|job|run|something] (fails|breaks|goes wrong|crashes)|if error occurs|upon failure|about failures|about errors|of failures|failures|errors)',
  ru: '(при (ошибке|ошибках|сбое|сбоях|падении|неудаче|провале|проблемах)|в случае (ошибки|сбоя|падения|неудачи|проблем)|если (упадет|сломается|ошибка|сбой|что-то пойдет не так|что-то сломается|не получится|упало|будет ошибка|произойдет ошибка|все сломается)|об ошибках|об ошибке|о сбоях|о сбое|о падении|о падениях|о проблемах|ошибки|сбои)',
};
const succeeding = {
  en: '(on success|on completion|when done|when finished|when it finishes|when complete|after success|upon completion|if successful|when successful|on finish|once done|after finishing|when finishes|when succeeds)',
  ru: '(при успехе|об успехе|после успешн* [загрузки|завершения|выполнения]|по завершении|после завершения|когда закончится|когда закончишь|по окончании|об окончании|когда все готово|после загрузки|о завершении|в случае успеха)',
};
const tell = {
  en: '(email|e-mail|mail|notify|alert|send|write|message|inform|tell|ping|report|sending|notifying|let know) [an|email|e-mail|mail|message|alert|notification|letter|report] [to|at]',
  ru: '(напиши|пиши|написать|сообщи|сообщай|сообщить|уведоми|уведомляй|уведомить|уведомление|отправь|отправляй|пришли|присылай|шли|слать|оповести|оповещай|дай знать|сигналь|алерт|письмо|отправлять|писать) [письмо|сообщение|уведомление|алерт|почту|email|e-mail|отчет] [на|к|по] [почту|адрес|email|e-mail|ящик]',
};

const notices: SlotRule[] = [
  ...(
    [
      ['failure', failing],
      ['success', succeeding],
    ] as const
  ).map(([on, when]) =>
    rule<{ e: string }, Slot>(
      {
        en: [
          `${when.en} [,] ${tell.en} {e:email}`,
          `${tell.en} {e:email} ${when.en}`,
          `${tell.en} ${when.en} (to|at) {e:email}`,
          `${when.en} [:|to|->] {e:email}`,
        ],
        ru: [
          `${when.ru} [,] ${tell.ru} {e:email}`,
          `${tell.ru} {e:email} ${when.ru}`,
          `${tell.ru} ${when.ru} [на] {e:email}`,
          `${when.ru} [:|на|-] {e:email}`,
          `${when.ru} на {e:email} ${tell.ru}`,
        ],
      },
      ({ e }) => ({ slot: 'notify', on, email: e }),
      0.5,
    ),
  ),
  rule<{ e: string }, Slot>(
    {
      en: [`${tell.en} {e:email}`, 'alerts to {e:email}', 'notifications to {e:email}'],
      ru: [`${tell.ru} {e:email}`, 'уведомления на {e:email}', 'алерты на {e:email}'],
    },
    ({ e }) => ({ slot: 'notify', on: 'failure', email: e }),
    0.1,
  ),
  rule<{ e: string }, Slot>(
    {
      en: ['sla (alert|notice|miss) (to) {e:email}'],
      ru: ['(при опоздании|если не успел*) [,] [напиши|сообщи] [на] {e:email}'],
    },
    ({ e }) => ({ slot: 'notify', on: 'sla', email: e }),
    0.6,
  ),
];

/** `30 seconds` → `30s`. */
export const durationRules: Rule<string>[] = (
  [
    ['s', 'seconds|second|secs|sec|s', 'секунд|секунды|секунду|сек|с'],
    ['m', 'minutes|minute|mins|min|m', 'минут|минуты|минуту|мин|м|минутами'],
    ['h', 'hours|hour|hrs|h', 'часов|часа|час|ч|часами'],
    ['d', 'days|day|d', 'дней|дня|день|суток|сутки'],
  ] as const
).flatMap(([unit, en, ru]) => [
  rule<{ n: number }, string>(
    { en: [`{n:number} (${en})`], ru: [`{n:number} (${ru})`] },
    ({ n }) => `${n}${unit}`,
  ),
  rule({ en: [`(${en.split('|')[1]})`], ru: [`(${ru.split('|').slice(0, 3).join('|')})`] }, () => `1${unit}`),
]);

const spacing =
  '[every|with|after|waiting|at|in|between|interval|apart|delay|pause|and|wait] [intervals|interval|delay|pause|wait] [between]';
const spacingRu =
  '[каждые|через|с|раз|по] [интервалом|паузой|промежутком|задержкой|в|каждые|перерывом] [в|по]';

const retryPatterns = {
  en: [
    `(retry|retrying|try again|repeat|rerun|re-run|retries) [it|on failure|on error|up to|at most|for|if it fails|:] {n:number} [more] [times|time|attempts] [${spacing} {d:duration} [apart|intervals|delay]]`,
    `{n:number} (retries|attempts|retry attempts|tries) [${spacing} {d:duration}]`,
    `with {n:number} (retries|attempts)`,
  ],
  ru: [
    `(повтори|повторяй|повторить|повторять|попробуй|попытайся|пробуй|перезапусти|перезапускай|ретрай) [еще|снова|до|при ошибке|при сбое|попытку|запуск|:] {n:number} [раз|раза|попытки|попыток] [${spacingRu} {d:duration}]`,
    `{n:number} (попытки|попыток|повтора|повторов|повторные попытки|ретрая|ретраев|повторных попыток) [${spacingRu} {d:duration}]`,
    `(повторы|ретраи|повторов) [:] {n:number}`,
  ],
};

const keeping: SlotRule[] = [
  rule<{ n: number; d?: string }, Slot>(
    retryPatterns,
    ({ n }) => (n <= 20 ? { slot: 'retry', attempts: n } : undefined),
    0.6,
  ),
  // With its pause a retry is one phrase: "every 2 minutes" is then no schedule.
  rule<{ n: number; d?: string }, Slot>(
    retryPatterns,
    ({ n, d }) => (d && n <= 20 ? { slot: 'retry', attempts: n, delay: d } : undefined),
    1.5,
  ),
  rule(
    { en: ['retry (twice)', 'retry two times'], ru: ['(повтори|попробуй) (дважды|два раза)'] },
    (): Slot => ({ slot: 'retry', attempts: 2 }),
    0.4,
  ),
  rule(
    { en: ['retry once'], ru: ['(повтори|попробуй) (один раз|еще раз|разок)'] },
    (): Slot => ({ slot: 'retry', attempts: 1 }),
    0.4,
  ),
  rule<{ d: string }, Slot>(
    {
      en: [
        '(timeout|time out|timeout after|kill after|abort after|stop after|cancel after|timing out after) [is|of|:|after] {d:duration}',
      ],
      ru: [
        '(таймаут|тайм-аут|прерви через|прервать через|останови через|отмени через|ограничь время|лимит времени) [:|—|в] {d:duration}',
      ],
    },
    ({ d }) => ({ slot: 'duration', of: 'timeout', duration: d }),
    0.5,
  ),
  rule<{ d: string }, Slot>(
    {
      en: [
        '(sla|must finish within|should finish within|finish within|complete within|done within) [is|of|:] {d:duration}',
      ],
      ru: [
        '(sla|должен закончиться за|должно закончиться за|уложись в|успей за|успеть за|закончить за|должен уложиться в) [:] {d:duration}',
      ],
    },
    ({ d }) => ({ slot: 'duration', of: 'sla', duration: d }),
    0.6,
  ),
  rule<{ w: string }, Slot>(
    {
      en: [
        '(name|call|title) [pipeline|it|flow] [:] {w:quoted}',
        '(pipeline|flow) (named|called|name) [:] {w:namelike}',
        '(named|called) {w:quoted}',
        'call [pipeline|it] {w:namelike}',
      ],
      ru: [
        '(назови|называется|имя|название|под названием|с именем) [пайплайн|пайплайна|конвейер|процесс] [:|-|—] {w:namelike}',
        '(назови|называется) {w:quoted}',
      ],
    },
    ({ w }) => ({ slot: 'name', name: w }),
    0.7,
  ),
  rule<{ w: string }, Slot>(
    {
      en: ['(pipeline owner|owned by|owner is|owner :) {w:word}'],
      ru: ['(владелец|владельцем|хозяин|ответственный за пайплайн) [пайплайна] [:|-|—|это] {w:word}'],
    },
    ({ w }) => ({ slot: 'owner', owner: w }),
    0.4,
  ),
  rule<{ w: string[] }, Slot>(
    {
      en: ['(tag|tags|tagged|tag it [with|as]) [as|with|:] {w:namelist}'],
      ru: ['(тег|теги|тэг|тэги|метка|метки|пометь) [тегом|тегами|:] {w:namelist}'],
    },
    ({ w }) => ({ slot: 'tags', tags: w }),
    0.4,
  ),
  rule<{ g?: Grain; m?: Mention }, Slot>(
    {
      en: [
        '(partition|partitioned|partitioning) [it|table|data] by {g:grain} [of|from] [{m:column}]',
        '(partition|partitioned|partitioning) [it|table|data] by {m:column}',
      ],
      ru: [
        '(партиционируй|партиционирован*|партиционировать|с партициями|с партиционированием|секционируй|разбей на партиции|партиции) по {g:grain} [{m:column}]',
        '(партиционируй|партиционирован*|партиционировать|с партициями|с партиционированием|секционируй|разбей на партиции|партиции) по {m:column}',
      ],
    },
    ({ g, m }) => ({ slot: 'partition', ...(g ? { grain: g } : {}), ...(m ? { mention: m } : {}) }),
    0.7,
  ),
];

/** How the pipeline runs: load modes, notices, retries, limits, its name. */
export const runningRules: SlotRule[] = [...modes, ...notices, ...keeping];
