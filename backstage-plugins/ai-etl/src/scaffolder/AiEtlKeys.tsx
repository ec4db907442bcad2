import type { PickedTable } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { aiEtlApiRef } from '../api';
import { Loaded } from '../presentation/Loaded';
import { useRemote } from '../presentation/useRemote';
import { FieldFrame } from './FieldFrame';
import { fieldsTranslationRef } from './translation';
import styles from './fields.module.css';

/** Columns that identify a row, chosen of the table that the form's `source` has picked. */
export function AiEtlKeys(props: FieldExtensionComponentProps<string[]>) {
  const { formData, onChange, schema, required, formContext } = props;
  const value = (formData ?? []).filter(Boolean);
  const {
    connection,
    object,
    fields: chosen,
  } = (formContext?.formData?.source ?? {}) as Partial<PickedTable>;
  const { t } = useTranslationRef(fieldsTranslationRef);
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    connection && object ? JSON.stringify([connection, object]) : undefined,
    async () => {
      const params = { path: { name: connection! }, query: { object: object! } };
      return (await api.GET('/v1/connections/{name}/preview', { params })).data!.fields;
    },
  );
  return (
    <FieldFrame title={schema.title} description={schema.description} required={required}>
      {connection && object ? (
        <Loaded remote={remote} rows={1}>
          {(fields) => (
            <ToggleButtonGroup
              aria-label={schema.title ?? t('table.columns')}
              selectionMode="multiple"
              selectedKeys={value}
              onSelectionChange={(keys) =>
                onChange(fields.map(({ name }) => name).filter((name) => (keys as Set<unknown>).has(name)))
              }
              style={{ flexWrap: 'wrap', alignSelf: 'flex-start' }}
            >
              {fields
                .filter(({ name }) => !chosen || chosen.includes(name))
                .map(({ name }) => (
                  <ToggleButton key={name} id={name}>
                    {name}
                  </ToggleButton>
                ))}
            </ToggleButtonGroup>
          )}
        </Loaded>
      ) : (
        <span className={styles.quiet}>{t('table.first')}</span>
      )}
    </FieldFrame>
  );
}
