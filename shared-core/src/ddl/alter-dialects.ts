import type { Localized } from '../language';
import type { Field, LogicalType } from '../schema';
import type { Alteration, AlterRisk, AlterScope } from './alter';
import type { DdlSystem } from './systems';

/** How a system says each change. @internal */
export interface AlterDialect {
  add(scope: AlterScope, field: Field): Alteration[];
  change(scope: AlterScope, from: Field, to: Field): Alteration[];
  drop(scope: AlterScope, field: Field): Alteration[];
  addKey?(scope: AlterScope, key: string[]): Alteration[];
}

const notes = {
  added: { en: 'Existing rows get NULL.', ru: 'В существующих строках будет NULL.' },
  addedDefault: {
    en: 'Existing rows get the default of the type (0, empty text), not NULL.',
    ru: 'В существующих строках будет значение типа по умолчанию (0, пустая строка), не NULL.',
  },
  mustFill: {
    en: 'Fails while a row has NULL here: fill the field first. Reads the whole table under a lock.',
    ru: 'Не выполнится, пока в поле есть NULL: сначала заполните его. Читает всю таблицу под блокировкой.',
  },
  rewrite: {
    en: 'Writes the whole table and its indexes anew; readers and writers wait.',
    ru: 'Переписывает всю таблицу и её индексы; чтение и запись ждут.',
  },
  catalogueOnly: {
    en: 'Changes the catalogue only; a short lock.',
    ru: 'Меняет только каталог; короткая блокировка.',
  },
  mutation: {
    en: 'Rewrites this column in all parts in the background; reads go on.',
    ru: 'Переписывает этот столбец во всех кусках в фоне; чтение продолжается.',
  },
  dropped: {
    en: 'The values of this field are gone for good.',
    ru: 'Значения этого поля пропадут безвозвратно.',
  },
  droppedWithIndex: {
    en: 'The values of this field are gone for good. A skipping index over the field has to be dropped before.',
    ru: 'Значения этого поля пропадут безвозвратно. Пропускающий индекс по полю нужно удалить раньше.',
  },
  uniqueKey: {
    en: 'Fails when two rows share the key or a row has NULL in it; builds an index under a lock.',
    ru: 'Не выполнится, если две строки делят ключ или в нём есть NULL; строит индекс под блокировкой.',
  },
} satisfies Record<string, Localized>;

const postgresql: AlterDialect = {
  add: (scope, field) => [
    alteration(
      scope,
      field,
      `ADD COLUMN ${scope.quote(field.name)} ${native(scope, field)}`,
      'none',
      notes.added,
    ),
    ...(field.nullable ? [] : [setNotNull(scope, field)]),
  ],
  change: (scope, from, to) => [
    ...(native(scope, from) === native(scope, to) ? [] : [changeType(scope, from, to)]),
    ...(from.nullable && !to.nullable ? [setNotNull(scope, to)] : []),
    ...(!from.nullable && to.nullable && !scope.key.includes(to.name)
      ? [
          alteration(
            scope,
            to,
            `ALTER COLUMN ${scope.quote(to.name)} DROP NOT NULL`,
            'none',
            notes.catalogueOnly,
          ),
        ]
      : []),
  ],
  drop: (scope, field) => [
    alteration(scope, field, `DROP COLUMN ${scope.quote(field.name)}`, 'loses-data', notes.dropped),
  ],
  addKey: (scope, key) => [
    {
      statement: `ALTER TABLE ${scope.table} ADD PRIMARY KEY (${key.map(scope.quote).join(', ')})`,
      risk: 'may-fail',
      note: notes.uniqueKey,
    },
  ],
};

function changeType(scope: AlterScope, from: Field, to: Field): Alteration {
  const name = scope.quote(to.name);
  const type = native(scope, to);
  const using = from.type.kind === to.type.kind ? '' : ` USING ${name}::${type}`;
  const isCheap = keepsStorage(from.type, to.type);
  return alteration(
    scope,
    to,
    `ALTER COLUMN ${name} TYPE ${type}${using}`,
    isCheap ? 'locks' : 'rewrites',
    isCheap ? notes.catalogueOnly : notes.rewrite,
  );
}

/** PostgreSQL keeps the rows when only a limit of the same stored form is lifted. */
function keepsStorage(from: LogicalType, to: LogicalType): boolean {
  if (from.kind === 'timestamp' && to.kind === 'timestamp') return true;
  return from.kind === 'decimal' && to.kind === 'decimal' && from.scale === to.scale;
}

const setNotNull = (scope: AlterScope, field: Field) =>
  alteration(
    scope,
    field,
    `ALTER COLUMN ${scope.quote(field.name)} SET NOT NULL`,
    'may-fail',
    notes.mustFill,
  );

const clickhouse: AlterDialect = {
  add: (scope, field) => [
    alteration(
      scope,
      field,
      `ADD COLUMN ${scope.quote(field.name)} ${nullableNative(scope, field)}`,
      'none',
      nullableNative(scope, field).startsWith('Nullable(') ? notes.added : notes.addedDefault,
    ),
  ],
  change: (scope, from, to) => {
    const [old, wanted] = [nullableNative(scope, from), nullableNative(scope, to)];
    if (old === wanted) return [];
    const losesNulls = old.startsWith('Nullable(') && !wanted.startsWith('Nullable(');
    return [
      alteration(
        scope,
        to,
        `MODIFY COLUMN ${scope.quote(to.name)} ${wanted}`,
        losesNulls ? 'may-fail' : 'rewrites',
        losesNulls ? notes.mustFill : notes.mutation,
      ),
    ];
  },
  drop: (scope, field) => [
    alteration(scope, field, `DROP COLUMN ${scope.quote(field.name)}`, 'loses-data', notes.droppedWithIndex),
  ],
};

/** @internal */
export const alterDialects: Record<DdlSystem, AlterDialect> = { postgresql, clickhouse };

const native = (scope: AlterScope, field: Field) => scope.types.toNative(field.type).text;

function nullableNative(scope: AlterScope, field: Field): string {
  const text = native(scope, field);
  const canBeNull = !/^(Array|Map|Tuple|Nested)\b/.test(text);
  return field.nullable && canBeNull && !scope.key.includes(field.name) ? `Nullable(${text})` : text;
}

const alteration = (
  scope: AlterScope,
  field: Field,
  action: string,
  risk: AlterRisk,
  note: Localized,
): Alteration => ({ statement: `ALTER TABLE ${scope.table} ${action}`, field: field.name, risk, note });
