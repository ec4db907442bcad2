import type { LineageChange } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { aiEtlApiRef } from '../api';
import { Choice } from '../presentation/Choice';
import { useFormats } from '../presentation/formats';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import type { LineageView } from './address';
import type { Focus } from './focus';
import styles from './lineage.module.css';

const MOST_MOMENTS = 50;
const NOW = 'now';

/** Since when the lineage has been as it is, and what it was before; nothing where it never changed. */
export function AsOf({
  focus,
  at,
  change,
}: {
  focus: Focus;
  at?: string;
  change: (part: Partial<LineageView>) => void;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const moments = useMoments(focus);
  const options = useMemo(
    () => [
      { id: NOW, label: t('lineage.now') },
      // The newest change is how it is now.
      ...moments.slice(1).map((moment) => ({ id: moment.at, label: momentInWords(moment) })),
    ],
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [moments, t, formats],
  );
  if (options.length < 2 && !at) return null;
  return (
    <div className={styles.asOf}>
      <Choice
        label={t('lineage.asOf')}
        value={at ?? NOW}
        options={options}
        onChange={(id) => change({ at: id === NOW ? undefined : id, picked: undefined, impact: false })}
      />
    </div>
  );

  function momentInWords({ at: moment, version, run }: LineageChange): string {
    const by = version === undefined ? run && t('lineage.byRun') : `v${version}`;
    return [formats.time(moment), by].filter(Boolean).join(' · ');
  }
}

/** When the lineage became another one, newest first; where nobody can say, never. */
function useMoments({ type, id }: Focus): LineageChange[] {
  const api = useApi(aiEtlApiRef);
  const { value } = useRemote(`${type} ${id}`, () =>
    api
      .GET('/v1/lineage/history', { params: { query: { [type]: id, limit: MOST_MOMENTS } } })
      .then(({ data }) => data?.items ?? [])
      .catch((): LineageChange[] => []),
  );
  return value ?? NEVER;
}
const NEVER: LineageChange[] = [];
