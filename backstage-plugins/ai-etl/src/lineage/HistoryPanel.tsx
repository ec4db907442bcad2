import type { ColumnEdge, LineageChanges } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { RiAddLine, RiSubtractLine } from '@remixicon/react';
import { aiEtlApiRef } from '../api';
import { useFormats } from '../presentation/formats';
import { Loaded } from '../presentation/Loaded';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import type { LineageView } from './address';
import type { Focus } from './focus';
import { columnEdgeId, tableEdgeId } from './ids';
import styles from './lineage.module.css';

const MOST_LINES = 100;

/** What is another now than at a moment of the past, beside the picture of that moment. */
export function HistoryPanel(props: {
  focus: Focus;
  at: string;
  depth: number;
  change: (part: Partial<LineageView>) => void;
}) {
  const { focus, at, depth, change } = props;
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const query = { [focus.type]: focus.id, from: at, depth };
  const remote = useRemote(
    JSON.stringify(query),
    async () => (await api.GET('/v1/lineage/changes', { params: { query } })).data!,
  );
  return (
    <aside className={styles.side} aria-label={t('lineage.since')}>
      <Text as="h3" variant="body-large" weight="bold">
        {t('lineage.since')}
      </Text>
      <span className={styles.quiet}>{t('lineage.shownAsOf', { when: formats.time(at) })}</span>
      <div>
        <Button size="small" variant="secondary" onPress={() => change({ at: undefined })}>
          {t('lineage.backToNow')}
        </Button>
      </div>
      <Loaded remote={remote}>{(changes) => <Lines changes={changes} />}</Loaded>
    </aside>
  );
}

function Lines({ changes }: { changes: LineageChanges }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const titles = new Map(changes.nodes.map(({ id, title }) => [id, title]));
  const titleOf = (id: string) => titles.get(id) ?? id;
  const columnOf = ({ dataset, field }: ColumnEdge['from']) =>
    [titleOf(`dataset:${dataset}`), field ?? t('lineage.allRows')].join(' · ');
  const lines = (['added', 'removed'] as const).flatMap((kind) => [
    ...changes[kind].edges.map(({ from, to }) => ({
      key: tableEdgeId(from, to),
      kind,
      text: `${titleOf(from)} → ${titleOf(to)}`,
    })),
    ...changes[kind].columnEdges.map((edge) => ({
      key: columnEdgeId(edge),
      kind,
      text: `${columnOf(edge.from)} → ${columnOf(edge.to)}`,
    })),
  ]);
  if (lines.length === 0) return <span className={styles.quiet}>{t('lineage.sameSince')}</span>;
  return (
    <ul className={styles.changes}>
      {lines.slice(0, MOST_LINES).map(({ key, kind, text }) => {
        const Icon = kind === 'added' ? RiAddLine : RiSubtractLine;
        return (
          <li key={`${kind} ${key}`} className={styles[kind]}>
            <Icon size={14} aria-label={t(`versions.${kind}`)} />
            <span>{text}</span>
          </li>
        );
      })}
      {lines.length > MOST_LINES && (
        <li className={styles.quiet}>{t('common.more', { amount: String(lines.length - MOST_LINES) })}</li>
      )}
    </ul>
  );
}
