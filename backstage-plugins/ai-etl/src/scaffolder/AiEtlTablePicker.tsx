import type { PickedTable } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Button, Combobox, Select, TextField, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { aiEtlApiRef } from '../api';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { PlainTable } from '../presentation/PlainTable';
import { useRemote } from '../presentation/useRemote';
import { FieldFrame } from './FieldFrame';
import { fieldsTranslationRef } from './translation';
import styles from './fields.module.css';

/** What a template may say of the picker. */
export interface TablePickerOptions {
  /** Only connections of these systems. */
  systems?: string[];
  /** `target`: a table that may not be there yet is named by hand. */
  purpose?: 'source' | 'target';
  /** Lets columns be chosen. */
  columns?: boolean;
  placeholder?: string;
}

type Value = Partial<PickedTable>;

/** Picks a connection, a table or file of it, and columns, while the first rows are shown. */
export function AiEtlTablePicker(props: FieldExtensionComponentProps<Value, TablePickerOptions>) {
  const { formData: value = {}, onChange, uiSchema, schema, required } = props;
  const options = (uiSchema['ui:options'] ?? {}) as TablePickerOptions;
  const { t } = useTranslationRef(fieldsTranslationRef);
  const api = useApi(aiEtlApiRef);
  const remote = useRemote('connections', async () => (await api.GET('/v1/connections')).data!.items);
  const fitting =
    remote.value?.filter(({ system }) => !options.systems || options.systems.includes(system)) ?? [];
  const only = fitting.length === 1 && !value.connection ? fitting[0] : undefined;
  useEffect(() => {
    if (only) onChange({ connection: only.name, system: only.system });
  }, [only, onChange]);
  const choose = (name: unknown) => {
    const chosen = fitting.find((connection) => connection.name === name);
    if (chosen) onChange({ connection: chosen.name, system: chosen.system });
  };
  return (
    <FieldFrame title={schema.title} description={schema.description} required={required}>
      <Loaded remote={remote} rows={1}>
        {() =>
          fitting.length === 0 ? (
            <Notice
              title={t('table.noneTitle')}
              text={t('table.noneText', { systems: options.systems?.join(', ') ?? '' })}
            />
          ) : (
            <div className={styles.places}>
              <Select
                label={t('table.connection')}
                placeholder={t('table.choose')}
                options={fitting.map(({ name, title }) => ({ id: name, label: `${name} · ${title}` }))}
                value={value.connection ?? null}
                onChange={choose}
              />
              {value.connection && options.purpose === 'target' && (
                <TextField
                  label={t('table.target')}
                  placeholder={options.placeholder}
                  value={value.object ?? ''}
                  onChange={(object) =>
                    onChange({
                      connection: value.connection,
                      system: value.system,
                      ...(object && { object }),
                    })
                  }
                />
              )}
              {value.connection && options.purpose !== 'target' && (
                <ObjectPicker
                  key={value.connection}
                  connection={value.connection}
                  object={value.object}
                  onPick={(object) =>
                    onChange({ connection: value.connection, system: value.system, object })
                  }
                />
              )}
            </div>
          )
        }
      </Loaded>
      {value.connection && value.object && options.purpose !== 'target' && (
        <Preview value={value as PickedTable} columns={options.columns} onChange={onChange} />
      )}
    </FieldFrame>
  );
}

function ObjectPicker({
  connection,
  object,
  onPick,
}: {
  connection: string;
  object?: string;
  onPick: (object: string) => void;
}) {
  const { t } = useTranslationRef(fieldsTranslationRef);
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    connection,
    async () =>
      (await api.GET('/v1/connections/{name}/objects', { params: { path: { name: connection } } })).data!
        .items,
  );
  return (
    <Loaded remote={remote} rows={1}>
      {(items) => (
        <Combobox
          label={t('table.object')}
          placeholder={t('table.find')}
          options={items.map((item) => ({ id: item.object, label: item.object }))}
          value={object ?? null}
          onChange={(key) => key !== null && onPick(String(key))}
        />
      )}
    </Loaded>
  );
}

const SHOWN_ROWS = 8;

function Preview({
  value,
  columns,
  onChange,
}: {
  value: PickedTable;
  columns?: boolean;
  onChange: (value: Value) => void;
}) {
  const { t } = useTranslationRef(fieldsTranslationRef);
  const api = useApi(aiEtlApiRef);
  const { connection, object, fields: chosen } = value;
  const remote = useRemote(
    JSON.stringify([connection, object]),
    async () =>
      (
        await api.GET('/v1/connections/{name}/preview', {
          params: { path: { name: connection }, query: { object } },
        })
      ).data!,
  );
  const [open, setOpen] = useState(Boolean(chosen));
  return (
    <Loaded remote={remote} rows={3}>
      {({ fields, rows }) => {
        const names = fields.map(({ name }) => name);
        const shown = fields.filter(({ name }) => !chosen || chosen.includes(name));
        const pick = (keys: Set<unknown>) => {
          const picked = names.filter((name) => keys.has(name));
          const isAll = picked.length === names.length || picked.length === 0;
          onChange({ connection, system: value.system, object, ...(!isAll && { fields: picked }) });
        };
        return (
          <div className={remote.refreshing ? styles.busy : undefined} aria-busy={remote.refreshing}>
            {columns && (
              <div className={styles.columns}>
                <Button size="small" variant="secondary" aria-expanded={open} onPress={() => setOpen(!open)}>
                  {chosen
                    ? t('table.someColumns', { chosen: String(chosen.length), amount: String(names.length) })
                    : t('table.allColumns', { amount: String(names.length) })}
                </Button>
                {open && (
                  <ToggleButtonGroup
                    aria-label={t('table.columns')}
                    selectionMode="multiple"
                    selectedKeys={chosen ?? names}
                    onSelectionChange={(keys) => pick(keys as Set<unknown>)}
                    style={{ flexWrap: 'wrap' }}
                  >
                    {fields.map(({ name }) => (
                      <ToggleButton key={name} id={name}>
                        {name}
                      </ToggleButton>
                    ))}
                  </ToggleButtonGroup>
                )}
              </div>
            )}
            {rows.length === 0 && <Notice title={t('table.noRows')} />}
            <div className={styles.rows}>
              <PlainTable
                label={t('table.rows', { object })}
                columns={shown.map(({ name, type }) => ({
                  title: `${name} · ${type}`,
                  figure: /int|decimal|float/.test(type),
                }))}
                rows={rows.slice(0, SHOWN_ROWS).map((row, index) => ({
                  key: String(index),
                  cells: shown.map(({ name }) => cellText(row[name])),
                }))}
              />
            </div>
          </div>
        );
      }}
    </Loaded>
  );
}

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '∅';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};
