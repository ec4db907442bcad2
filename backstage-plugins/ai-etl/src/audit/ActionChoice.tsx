import type { AuditAction } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Choice } from '../presentation/Choice';
import { aiEtlTranslationRef } from '../translation';
import styles from './audit.module.css';

const ACTIONS: readonly AuditAction[] = ['publish', 'rollback', 'delete', 'restore'];

/** The action that an address names, if it is one. */
export const actionIn = (search: URLSearchParams): AuditAction | undefined =>
  ACTIONS.find((action) => action === search.get('action'));

/** Narrows the entries to one kind. */
export function ActionChoice(props: {
  value: AuditAction | undefined;
  onChange: (action: string | undefined) => void;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return (
    <div className={styles.choice}>
      <Choice
        optional
        label={t('audit.action')}
        value={props.value}
        options={ACTIONS.map((id) => ({ id, label: t(`auditAction.${id}`) }))}
        onChange={props.onChange}
      />
    </div>
  );
}
