import type { VersionDiff } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Fragment, useMemo } from 'react';
import { aiEtlApiRef } from '../api';
import { CodeLine } from '../presentation/CodeView';
import { piecesOf } from '../presentation/highlight';
import { Loaded } from '../presentation/Loaded';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import { changeInWords } from './change-words';
import { sideBySide, type DiffRow } from './side-by-side';
import styles from './pipeline.module.css';

const KIND_WORDS = {
  added: 'versions.added',
  removed: 'versions.removed',
  changed: 'versions.changed',
} as const;

/** What changed between two versions, in words and side by side. */
export function VersionComparison({ name, from, to }: { name: string; from: number; to: number }) {
  const api = useApi(aiEtlApiRef);
  const remote = useRemote(
    `${name} ${from} ${to}`,
    async () =>
      (await api.GET('/v1/pipelines/{name}/diff', { params: { path: { name }, query: { from, to } } })).data!,
  );
  return <Loaded remote={remote}>{(diff) => <Difference diff={diff} />}</Loaded>;
}

function Difference({ diff }: { diff: VersionDiff }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  if (diff.changes.length === 0) return <Text color="secondary">{t('versions.same')}</Text>;
  return (
    <>
      <ul className={styles.changes} aria-label={t('versions.inWords')}>
        {diff.changes.map((change, index) => (
          <li key={index}>
            <span className={`${styles.kind} ${styles[change.kind]}`}>{t(KIND_WORDS[change.kind])}</span>
            <span>{changeInWords(change, t)}</span>
          </li>
        ))}
      </ul>
      <SideBySide before={diff.fromYaml} after={diff.toYaml} />
    </>
  );
}

function SideBySide({ before, after }: { before: string; after: string }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const rows = useMemo(() => sideBySide(before, after), [before, after]);
  return (
    <div className={styles.diff} role="group" aria-label={t('versions.sideBySide')}>
      {rows.map((row, index) =>
        row.kind === 'fold' ? <Fold key={index} row={row} /> : <Sides key={index} row={row} />,
      )}
    </div>
  );
}

function Fold({ row }: { row: DiffRow }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  return <span className={styles.fold}>⋯ {t('pipeline.lines', { amount: String(row.hidden) })}</span>;
}

function Sides({ row }: { row: DiffRow }) {
  const changed = row.kind === 'changed';
  const language = changed ? undefined : 'yaml';
  return (
    <Fragment>
      <span className={`${styles.diffCell} ${changed && row.before ? styles.before : ''}`}>
        {row.before && <CodeLine number={row.before.number} pieces={piecesOf(row.before.line, language)} />}
      </span>
      <span className={`${styles.diffCell} ${changed && row.after ? styles.after : ''}`}>
        {row.after && <CodeLine number={row.after.number} pieces={piecesOf(row.after.line, language)} />}
      </span>
    </Fragment>
  );
}
