import type { RunState } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useFormats } from '../presentation/formats';
import { RUN_STATES, STATE_LOOKS } from '../presentation/state';
import { aiEtlTranslationRef } from '../translation';
import styles from './pipelines.module.css';

/** How many pipelines ended their last run how; each count shows them alone. */
export function StateFilter(props: {
  states: Readonly<Record<string, number>>;
  chosen: RunState | undefined;
  onChange: (state: RunState | undefined) => void;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const { states, chosen, onChange } = props;
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);
  if (all === 0 && !chosen) return null;
  const shown = RUN_STATES.filter((state) => states[state] || state === chosen);
  return (
    <div className={styles.states} role="group" aria-label={t('pipelines.states')}>
      <button type="button" aria-pressed={!chosen} onClick={() => onChange(undefined)}>
        {t('common.all')} <b>{formats.number(all)}</b>
      </button>
      {shown.map((state) => {
        const { icon: Icon, color } = STATE_LOOKS[state];
        const isChosen = state === chosen;
        return (
          <button
            key={state}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? undefined : state)}
          >
            <Icon size={14} color={color} aria-hidden /> {t(`state.${state}`)}{' '}
            <b>{formats.number(states[state] ?? 0)}</b>
          </button>
        );
      })}
    </div>
  );
}
