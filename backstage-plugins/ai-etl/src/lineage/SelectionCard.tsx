import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Link } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useLinks } from '../presentation/links';
import { aiEtlTranslationRef } from '../translation';
import type { LineageView, Picked } from './address';
import { focusOf } from './focus';
import type { Path } from './paths';
import styles from './lineage.module.css';

/** What is picked, how far it reaches, and where to go from it. */
export function SelectionCard(props: {
  graph: LineageGraph;
  view: LineageView;
  picked: Picked;
  path?: Path;
  change: (part: Partial<LineageView>) => void;
}) {
  const { graph, view, picked, path, change } = props;
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  const node = graph.nodes.find((each) => each.id === picked.node);
  const { type, id } = focusOf(picked.node);
  if (!node) return null;
  const isFocus = view.focus?.type === type && view.focus.id === id;
  const transformations = picked.field === undefined ? [] : transformationsOf(graph, id, picked.field);
  return (
    <section className={styles.selection} aria-label={t('lineage.selected', { what: node.title })}>
      <span className={styles.sideHead}>
        <span className={styles.selectionTitle}>
          {picked.field ? `${node.title} · ${picked.field}` : node.title}
        </span>
        <ButtonIcon
          size="small"
          variant="tertiary"
          aria-label={t('lineage.clearSelection')}
          icon={<RiCloseLine />}
          onPress={() => change({ picked: undefined })}
        />
      </span>
      {path && !view.impact && picked.field && (
        <span className={styles.quiet}>
          {t('lineage.selectedCount', {
            upstream: String(path.upstream),
            downstream: String(path.downstream),
          })}
        </span>
      )}
      {transformations.map((text) => (
        <code key={text}>{text}</code>
      ))}
      <span className={styles.selectionLinks}>
        <Link href={type === 'dataset' ? links.dataset(id) : links.pipeline(id)}>
          {t(type === 'dataset' ? 'lineage.openDataset' : 'lineage.openPipeline')}
        </Link>
        {!isFocus && <Link href={links.lineage({ [type]: id })}>{t('lineage.focusHere')}</Link>}
        {type === 'dataset' && !view.impact && (
          <Button size="small" variant="secondary" onPress={() => change({ impact: true })}>
            {t('lineage.impact')}
          </Button>
        )}
      </span>
    </section>
  );
}

function transformationsOf(graph: LineageGraph, dataset: string, field: string): string[] {
  const into = graph.columnEdges.filter((edge) => edge.to.dataset === dataset && edge.to.field === field);
  return [...new Set(into.flatMap((edge) => (edge.transformation ? [edge.transformation] : [])))];
}
