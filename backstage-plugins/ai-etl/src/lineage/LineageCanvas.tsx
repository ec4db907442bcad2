import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ToneOf } from '../graph/EdgeLayer';
import { GraphCanvas } from '../graph/GraphCanvas';
import { useLaidOut } from '../graph/useLaidOut';
import { download } from '../presentation/download';
import { aiEtlTranslationRef } from '../translation';
import type { LineageView, Picked } from './address';
import { nodeIdOf } from './focus';
import { edgeShapes, layoutBoxes, nodeShapes, placedBoxes } from './geometry';
import type { Path } from './paths';
import { PipelineBox } from './PipelineBox';
import { SelectionCard } from './SelectionCard';
import { colorsOf, lineageSvg } from './svg';
import { TableBox, type BoxActions } from './TableBox';
import { useKeyboard } from './useKeyboard';

const GAPS = { layer: 72, box: 28 };

export interface LineageCanvasProps {
  graph: LineageGraph;
  view: LineageView;
  change: (part: Partial<LineageView>) => void;
  path?: Path;
  broken: boolean;
  onHover: (picked: Picked | undefined) => void;
  /** Takes what the export button should do. */
  onExporter: (exporter: () => () => void) => void;
}

/** The lineage as a picture. */
export function LineageCanvas({
  graph,
  view,
  change,
  path,
  broken,
  onHover,
  onExporter,
}: LineageCanvasProps) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const stage = useRef<HTMLDivElement>(null);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const shapes = useMemo(() => nodeShapes(graph, view.columns, expanded), [graph, view.columns, expanded]);
  const layout = useMemo(() => layoutBoxes(shapes), [shapes]);
  const laid = useLaidOut(layout, graph.edges, GAPS);
  const boxes = useMemo(() => placedBoxes(shapes, laid), [shapes, laid]);
  const edges = useMemo(
    () => edgeShapes(graph, shapes, boxes, laid, view.columns),
    [graph, shapes, boxes, laid, view.columns],
  );
  const columnIds = useMemo(
    () => new Set(edges.filter((edge) => edge.detail).map((edge) => edge.id)),
    [edges],
  );
  const toneOf = useCallback<ToneOf>(
    (id) => {
      if (path?.edges.has(id)) return broken ? 'broken' : 'path';
      if (path) return 'dim';
      return columnIds.has(id) ? 'faint' : 'plain';
    },
    [path, broken, columnIds],
  );
  const focusId = view.focus && nodeIdOf(view.focus);
  const actions = useMemo<BoxActions>(
    () => ({
      pick: (picked) => change({ picked }),
      hover: onHover,
      open: (id) => change({ opened: [...new Set([...view.opened, id])] }),
      toggleColumns: (id) => setExpanded((before) => toggled(before, id)),
    }),
    [change, onHover, view.opened],
  );
  const keyboard = useKeyboard({ graph, boxes, shapes, view, actions, start: focusId });
  const renderBox = useCallback(
    (id: string, afar: boolean) => {
      const shape = shapes.get(id);
      if (!shape) return null;
      const mood = {
        path,
        broken,
        picked: view.picked,
        active: keyboard.active === id,
        focus: focusId === id,
      };
      return shape.node.type === 'pipeline' ? (
        <PipelineBox shape={shape} mood={mood} actions={actions} />
      ) : (
        <TableBox shape={shape} mood={mood} actions={actions} afar={afar} />
      );
    },
    [shapes, path, broken, view.picked, keyboard.active, focusId, actions],
  );
  useEffect(() => {
    onExporter(
      () => () =>
        download(
          'lineage.svg',
          lineageSvg(shapes, boxes, edges, toneOf, colorsOf(stage.current!)),
          'image/svg+xml',
        ),
    );
  }, [onExporter, shapes, boxes, edges, toneOf]);
  const home = {
    key: `${focusId} ${view.columns} ${laid !== undefined}`,
    center: view.picked?.node ?? focusId,
  };
  const sought = keyboard.active ?? view.picked?.node;
  return (
    <div ref={stage} style={{ height: '100%' }}>
      <GraphCanvas
        label={t('lineage.canvas')}
        hint={t('lineage.keyboard')}
        boxes={boxes}
        edges={edges}
        toneOf={toneOf}
        renderBox={renderBox}
        view={home}
        seek={sought}
        overviewLabel={t('lineage.minimap')}
        announcement={keyboard.announcement}
        onBackground={() => change({ picked: undefined })}
        onKeyDown={keyboard.onKeyDown}
      >
        {view.picked && (
          <SelectionCard graph={graph} view={view} picked={view.picked} path={path} change={change} />
        )}
      </GraphCanvas>
    </div>
  );
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
