import type { ColumnEdge, LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { useFormats } from '../presentation/formats';
import { useLinks } from '../presentation/links';
import { PlainTable } from '../presentation/PlainTable';
import { Section } from '../presentation/Section';
import { StateMark } from '../presentation/StateMark';
import { aiEtlTranslationRef } from '../translation';
import { focusOf } from './focus';
import { columnEdgeId } from './ids';
import type { Path } from './paths';
import styles from './lineage.module.css';

const MOST_ROWS = 500;

/** The same graph for those who rather read than look: its nodes, and where each column comes from. */
export function LineageTables({ graph, path }: { graph: LineageGraph; path?: Path }) {
  return (
    <div className={styles.tables}>
      <Nodes graph={graph} path={path} />
      <ColumnEdges graph={graph} path={path} />
    </div>
  );
}

function Nodes({ graph, path }: { graph: LineageGraph; path?: Path }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const nodes = graph.nodes
    .filter((node) => !path || path.nodes.has(node.id))
    .sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
  return (
    <Section title={t('lineage.datasets')} hint={formats.number(nodes.length)}>
      <PlainTable
        label={t('lineage.datasets')}
        columns={[
          { title: t('lineage.distance'), figure: true },
          { title: t('datasets.name') },
          { title: t('datasets.system') },
          { title: t('pipelines.lastRun') },
          { title: t('lineage.columns'), figure: true },
        ]}
        rows={nodes.slice(0, MOST_ROWS).map((node) => {
          const { type, id } = focusOf(node.id);
          return {
            key: node.id,
            cells: [
              formats.number(node.distance),
              <Link href={type === 'dataset' ? links.dataset(id) : links.pipeline(id)}>{node.title}</Link>,
              type === 'pipeline'
                ? t('lineage.pipeline')
                : [node.system, node.gone && t('lineage.gone')].filter(Boolean).join(' · '),
              node.lastRun ? <StateMark state={node.lastRun.state} /> : '–',
              node.fields ? formats.number(node.fields.length) : '–',
            ],
          };
        })}
      />
      <Rest total={nodes.length} />
    </Section>
  );
}

function ColumnEdges({ graph, path }: { graph: LineageGraph; path?: Path }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const formats = useFormats();
  const titles = new Map(graph.nodes.map((node) => [node.id, node.title]));
  const name = ({ dataset, field }: ColumnEdge['from']) =>
    `${titles.get(`dataset:${dataset}`) ?? dataset} · ${field ?? t('lineage.allRows')}`;
  const edges = graph.columnEdges.filter((edge) => !path || path.edges.has(columnEdgeId(edge)));
  return (
    <Section title={t('lineage.columnEdges')} hint={formats.number(edges.length)}>
      <PlainTable
        label={t('lineage.columnEdges')}
        columns={[
          { title: t('lineage.fromColumn') },
          { title: t('lineage.toColumn') },
          { title: t('lineage.kind') },
          { title: t('lineage.transformation') },
          { title: t('lineage.pipeline') },
        ]}
        rows={edges.slice(0, MOST_ROWS).map((edge) => ({
          key: columnEdgeId(edge),
          cells: [
            name(edge.from),
            name(edge.to),
            t(edge.kind === 'direct' ? 'lineage.direct' : 'lineage.indirectKind'),
            edge.transformation ?? '–',
            edge.pipeline,
          ],
        }))}
      />
      <Rest total={edges.length} />
    </Section>
  );
}

function Rest({ total }: { total: number }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  if (total <= MOST_ROWS) return null;
  return <Text color="secondary">{t('common.more', { amount: String(total - MOST_ROWS) })}</Text>;
}
