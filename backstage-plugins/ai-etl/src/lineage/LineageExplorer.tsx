import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { RiNodeTree } from '@remixicon/react';
import { useMemo, useState } from 'react';
import { aiEtlApiRef } from '../api';
import { Loaded } from '../presentation/Loaded';
import { Notice } from '../presentation/Notice';
import { useRemote } from '../presentation/useRemote';
import { aiEtlTranslationRef } from '../translation';
import type { LineageView, Picked } from './address';
import { nodeIdOf, type Focus } from './focus';
import { foldHubs } from './fold';
import { HistoryPanel } from './HistoryPanel';
import { brokenPath } from './impact';
import { ImpactPanel } from './ImpactPanel';
import { LineageCanvas } from './LineageCanvas';
import { LineageTables } from './LineageTables';
import { pathOf } from './paths';
import { Toolbar } from './Toolbar';
import { useLineage } from './useLineage';
import { useView } from './useView';
import styles from './lineage.module.css';

/** Lineage around one thing: the graph or its table, what is picked in it, and what would break. */
export function LineageExplorer({ focus }: { focus?: Focus }) {
  const [view, change] = useView(focus);
  const remote = useLineage(view);
  return (
    <div className={styles.explorer} aria-busy={remote.refreshing}>
      <Loaded remote={remote} rows={6}>
        {(graph) => <Explored graph={graph} view={view} change={change} />}
      </Loaded>
    </div>
  );
}

function Explored({
  graph,
  view,
  change,
}: {
  graph: LineageGraph;
  view: LineageView;
  change: (part: Partial<LineageView>) => void;
}) {
  const api = useApi(aiEtlApiRef);
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [hovered, setHovered] = useState<Picked>();
  const [exporter, setExporter] = useState<() => void>();
  const shownGraph = useMemo(
    () =>
      view.indirect
        ? graph
        : { ...graph, columnEdges: graph.columnEdges.filter((edge) => edge.kind === 'direct') },
    [graph, view.indirect],
  );
  const folded = useMemo(
    () => foldHubs(shownGraph, [view.focus && nodeIdOf(view.focus), view.picked?.node], view.opened),
    [shownGraph, view.focus, view.picked?.node, view.opened],
  );
  const start = useMemo(() => (view.impact && !view.at ? impactStart(graph, view) : undefined), [graph, view]);
  const impact = useRemote(
    start && JSON.stringify(start),
    async () =>
      (
        await api.GET('/v1/impact', {
          params: { query: { dataset: start!.node.slice('dataset:'.length), field: start!.field } },
        })
      ).data!.items,
  );
  const broken = useMemo(
    () => start && impact.value && !impact.refreshing && brokenPath(graph, start, impact.value),
    [graph, start, impact.value, impact.refreshing],
  );
  const lit = hovered ?? view.picked;
  const path = useMemo(
    () => broken || (lit && pathOf(shownGraph, lit, view.indirect)) || undefined,
    [broken, lit, shownGraph, view.indirect],
  );
  if (graph.nodes.length === 0 && !view.at)
    return <Notice icon={<RiNodeTree />} title={t('nav.lineage')} text={t('lineage.empty')} />;
  return (
    <>
      <Toolbar graph={graph} view={view} change={change} onExport={exporter} />
      {graph.truncated && <Alert status="info" icon title={t('lineage.truncated')} />}
      <div className={styles.main}>
        <div className={`${styles.stage} ${view.table ? styles.scrollable : ''}`}>
          {view.table ? (
            <LineageTables graph={shownGraph} path={path} />
          ) : (
            <LineageCanvas
              graph={folded}
              view={view}
              change={change}
              path={path}
              broken={Boolean(broken)}
              onHover={setHovered}
              onExporter={setExporter}
            />
          )}
        </div>
        {view.at && view.focus && (
          <HistoryPanel focus={view.focus} at={view.at} depth={view.depth} change={change} />
        )}
        {start && !view.at && (
          <ImpactPanel
            start={start}
            graph={graph}
            remote={impact}
            onClose={() => change({ impact: false })}
          />
        )}
      </div>
    </>
  );
}

/** What would go away: what is picked, or the focus; of a pipeline the first table it writes. */
function impactStart(graph: LineageGraph, view: LineageView): Picked | undefined {
  const picked = view.picked ?? (view.focus && { node: nodeIdOf(view.focus) });
  if (!picked || picked.node.startsWith('dataset:')) return picked;
  const written = graph.edges.find((edge) => edge.from === picked.node)?.to;
  return written === undefined ? undefined : { node: written };
}
