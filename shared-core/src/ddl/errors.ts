import { defineErrors } from '../errors';
import type { Localized } from '../language';
import { nearestNames, orNearest } from '../names';

const shown = 20;
const cut = (names: string[], quoted: (name: string) => string) =>
  names.slice(0, shown).map(quoted).join(', ') + (names.length > shown ? ', …' : '');
const list = (names: string[]) => cut(names, (name) => `"${name}"`);
const listRu = (names: string[]) => cut(names, (name) => `«${name}»`);

/** Errors of the ddl room. @public */
export const ddlErrors = defineErrors('ddl', {
  'unknown-field': {
    kind: 'input',
    message: {
      en: (p: { field: string; use: string; known: string[] }) =>
        `${p.use} names the field "${p.field}", which the table does not have`,
      ru: (p: { field: string; use: string; known: string[] }) =>
        `${p.use} называет поле «${p.field}», которого в таблице нет`,
    },
    hint: {
      en: (p: { field: string; known: string[] }) =>
        `Its fields: ${list(p.known)}${orNearest.en(nearestNames(p.field, p.known)) || '.'}`,
      ru: (p: { field: string; known: string[] }) =>
        `Её поля: ${listRu(p.known)}${orNearest.ru(nearestNames(p.field, p.known)) || '.'}`,
    },
  },
  'bad-partition': {
    kind: 'input',
    message: {
      en: (p: { text: string }) => `partitionBy "${p.text}" is not a field, nor a grain of one`,
      ru: (p: { text: string }) => `partitionBy «${p.text}» — не поле и не шаг времени по полю`,
    },
    hint: {
      en: () => 'Write a field (region), a grain of a time field (month(date)) or hash(field, 8).',
      ru: () => 'Напишите поле (region), шаг по полю времени (month(date)) или hash(field, 8).',
    },
  },
  'grain-needs-time': {
    kind: 'input',
    message: {
      en: (p: { field: string; grain: string; type: string }) =>
        `${p.grain}(${p.field}): the field is ${p.type}, a grain of time needs a date or a timestamp`,
      ru: (p: { field: string; grain: string; type: string }) =>
        `${p.grain}(${p.field}): поле имеет тип ${p.type}, а шаг времени берётся от даты или метки времени`,
    },
  },
  'too-many-partitions': {
    kind: 'refusal',
    message: {
      en: (p: { partition: string; count: number; limit: number }) =>
        `partitionBy ${p.partition} would make ${p.count} partitions, more than ${p.limit}`,
      ru: (p: { partition: string; count: number; limit: number }) =>
        `partitionBy ${p.partition} дал бы ${p.count} секций, больше ${p.limit}`,
    },
    hint: {
      en: () => 'Take a coarser grain: year instead of month, month instead of day.',
      ru: () => 'Возьмите шаг крупнее: год вместо месяца, месяц вместо дня.',
    },
  },
  'key-outside-partition': {
    kind: 'refusal',
    message: {
      en: (p: { field: string; key: string[] }) =>
        `PostgreSQL keeps a primary key (${p.key.join(', ')}) of a partitioned table only if it includes the partition field "${p.field}"`,
      ru: (p: { field: string; key: string[] }) =>
        `PostgreSQL держит первичный ключ (${p.key.join(', ')}) секционированной таблицы, только если в нём есть поле секций «${p.field}»`,
    },
    hint: {
      en: (p: { field: string; key: string[] }) =>
        `Partition by a field of the key, or make "${p.field}" part of the key.`,
      ru: (p: { field: string; key: string[] }) => `Разбейте по полю ключа или включите «${p.field}» в ключ.`,
    },
  },
  'order-outside-key': {
    kind: 'refusal',
    message: {
      en: (p: { fields: string[]; key: string[] }) =>
        `a table that merges rows by (${p.key.join(', ')}) cannot be ordered by ${list(p.fields)}: ClickHouse merges rows that are equal in ORDER BY`,
      ru: (p: { fields: string[]; key: string[] }) =>
        `таблицу, где строки сливаются по (${p.key.join(', ')}), нельзя упорядочить по ${listRu(p.fields)}: ClickHouse сливает строки, равные по ORDER BY`,
    },
    hint: {
      en: () => 'Order by fields of the key only.',
      ru: () => 'Упорядочивайте только по полям ключа.',
    },
  },
  'unknown-engine': {
    kind: 'input',
    message: {
      en: (p: { engine: string; known: string[] }) =>
        `"${p.engine}" is not a table engine that a load can write to`,
      ru: (p: { engine: string; known: string[] }) =>
        `«${p.engine}» — не движок таблицы, в которую можно загружать`,
    },
    hint: {
      en: (p: { known: string[] }) => `Take one of ${p.known.join(', ')}.`,
      ru: (p: { known: string[] }) => `Возможны ${p.known.join(', ')}.`,
    },
  },
  'bad-name': {
    kind: 'refusal',
    message: {
      en: (p: { name: string; system: string; reason: Localized }) =>
        `${p.system} cannot use the name "${p.name}": ${p.reason.en}`,
      ru: (p: { name: string; system: string; reason: Localized }) =>
        `${p.system} не может использовать имя «${p.name}»: ${p.reason.ru}`,
    },
    hint: {
      en: () => 'Rename it in a select step before the target.',
      ru: () => 'Переименуйте его шагом select перед целью.',
    },
  },
  'no-fields': {
    kind: 'input',
    message: {
      en: (p: { object: string }) => `"${p.object}" has no fields, so there is no table to create`,
      ru: (p: { object: string }) => `в «${p.object}» нет полей, таблицу создавать не из чего`,
    },
  },
  'would-lose-data': {
    kind: 'refusal',
    message: {
      en: (p: { object: string; changes: { field: string; from: string; to: string; en: string }[] }) =>
        `${p.object}: ${p.changes.map((c) => `field "${c.field}" from ${c.from} to ${c.to} would lose data (${c.en})`).join('; ')}`,
      ru: (p: { object: string; changes: { field: string; from: string; to: string; ru: string }[] }) =>
        `${p.object}: ${p.changes.map((c) => `поле «${c.field}» из ${c.from} в ${c.to} потеряло бы данные (${c.ru})`).join('; ')}`,
    },
    hint: {
      en: () => 'Add a new field of the new type, fill it, then drop the old one; or keep the wider type.',
      ru: () =>
        'Добавьте новое поле нового типа, заполните его и удалите старое; или оставьте более широкий тип.',
    },
  },
  'key-change': {
    kind: 'refusal',
    message: {
      en: (p: { object: string; system: string; from: string[]; to: string[] }) =>
        `${p.object}: the key (${p.from.join(', ')}) cannot become (${p.to.join(', ')}) in place in ${p.system}`,
      ru: (p: { object: string; system: string; from: string[]; to: string[] }) =>
        `${p.object}: ключ (${p.from.join(', ')}) нельзя сменить на (${p.to.join(', ')}) на месте в ${p.system}`,
    },
    hint: {
      en: () => 'Create a new table with the new key, load it in mode replace, then swap the names.',
      ru: () =>
        'Создайте новую таблицу с новым ключом, загрузите её в режиме replace и поменяйте имена местами.',
    },
  },
});
