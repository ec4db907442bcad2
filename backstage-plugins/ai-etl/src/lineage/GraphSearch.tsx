import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField } from '@backstage/ui';
import { useMemo, useState } from 'react';
import { aiEtlTranslationRef } from '../translation';
import type { Picked } from './address';
import { findInGraph } from './find';
import styles from './lineage.module.css';

/** Finds tables, pipelines and columns in the graph; the first one is picked by Enter. */
export function GraphSearch({ graph, onPick }: { graph: LineageGraph; onPick: (picked: Picked) => void }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [text, setText] = useState('');
  const found = useMemo(() => findInGraph(graph, text), [graph, text]);
  const pick = ({ node, field }: Picked) => {
    setText('');
    onPick({ node, field });
  };
  return (
    <div className={styles.find}>
      <SearchField
        size="small"
        aria-label={t('lineage.search')}
        placeholder={t('lineage.search')}
        value={text}
        onChange={setText}
        onSubmit={() => found[0] && pick(found[0])}
      />
      {text.trim() !== '' && (
        <ul className={styles.found} aria-label={t('lineage.search')}>
          {found.length === 0 && <li className={styles.quiet}>{t('lineage.noMatch')}</li>}
          {found.map((each) => (
            <li key={each.title}>
              <button type="button" onClick={() => pick(each)}>
                {each.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
