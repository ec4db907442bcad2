import type { RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { aiEtlTranslationRef } from '../translation';
import { STATE_LOOKS } from './state';
import styles from './presentation.module.css';

/** The state of a run: icon and word, or the icon alone with the word for screen readers. */
export function StateMark({ state, iconOnly = false }: { state: RunState; iconOnly?: boolean }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const { icon: Icon, color } = STATE_LOOKS[state];
  const word = t(`state.${state}`);
  return (
    <span className={styles.state} title={iconOnly ? word : undefined}>
      <Icon
        size={16}
        color={color}
        aria-hidden={!iconOnly}
        aria-label={iconOnly ? word : undefined}
        role={iconOnly ? 'img' : undefined}
      />
      {!iconOnly && word}
    </span>
  );
}
