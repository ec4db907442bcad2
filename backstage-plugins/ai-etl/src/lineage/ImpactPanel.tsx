import type { ImpactItem, LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Link, Text } from '@backstage/ui';
import { RiCloseLine, RiDownloadLine } from '@remixicon/react';
import { download } from '../presentation/download';
import { useLinks } from '../presentation/links';
import { Loaded } from '../presentation/Loaded';
import type { Remote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import type { Picked } from './address';
import { impactCsv } from './impact';
import styles from './lineage.module.css';

interface ImpactPanelProps {
  start: Picked;
  graph: LineageGraph;
  remote: Remote<ImpactItem[]>;
  onClose: () => void;
}

/** The list of what would break, nearest first. */
export function ImpactPanel({ start, graph, remote, onClose }: ImpactPanelProps) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const title = graph.nodes.find((node) => node.id === start.node)?.title ?? start.node;
  const what = start.field ? `${title} · ${start.field}` : title;
  return (
    <aside className={styles.side} aria-label={t('lineage.impact')}>
      <div className={styles.sideHead}>
        <Text as="h3" variant="body-large" weight="bold">
          {t('lineage.impactOf', { what })}
        </Text>
        <ButtonIcon
          size="small"
          variant="tertiary"
          aria-label={t('common.close')}
          icon={<RiCloseLine />}
          onPress={onClose}
        />
      </div>
      <Loaded remote={remote}>{(items) => <Broken items={items} />}</Loaded>
    </aside>
  );
}

function Broken({ items }: { items: readonly ImpactItem[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const links = useLinks();
  if (items.length === 0) return <span className={styles.quiet}>{t('lineage.impactNone')}</span>;
  const datasets = new Set(items.map((item) => item.dataset.id)).size;
  const columns = items.filter((item) => item.field !== undefined).length;
  return (
    <>
      <div className={styles.toolbar}>
        <span className={styles.quiet}>
          {t('lineage.impactCount', { datasets: String(datasets), columns: String(columns) })}
        </span>
        <span className={styles.push} />
        <Button
          size="small"
          variant="secondary"
          iconStart={<RiDownloadLine />}
          onPress={() => download('impact.csv', impactCsv(items), 'text/csv')}
        >
          {t('lineage.exportCsv')}
        </Button>
      </div>
      <ol className={styles.impact}>
        {items.map((item, index) => (
          <li key={index}>
            <span className={styles.hops} title={t('lineage.distance')}>
              {item.distance}
            </span>
            <span className={styles.impactName}>
              <Link href={links.dataset(item.dataset.id)}>{item.dataset.title ?? item.dataset.name}</Link>
              {` · ${item.field ?? t('lineage.allRows')}`}
              <br />
              <span className={styles.quiet}>
                {[
                  item.pipeline,
                  item.kind && t(item.kind === 'direct' ? 'lineage.direct' : 'lineage.indirectKind'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
