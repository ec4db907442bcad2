import { Background, MiniMap, Panel, ReactFlow, ReactFlowProvider, useReactFlow, useStore, useStoreApi, type Node, type NodeProps, type NodeTypes } from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { createContext, memo, useContext, useEffect, useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { CanvasControls } from './CanvasControls';
import { EdgeLayer, type EdgeShape, type ToneOf } from './EdgeLayer';
import styles from './graph.module.css';
import { isAfar } from './sight';

/** A placed box of the graph. */
export interface GraphBox {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Its colour in the overview. */
  tint?: string;
}

/** What the canvas should show; it moves there when `key` changes. */
export interface View {
  key: string;
  /** The box in the middle when not all can be read at once. */
  center?: string;
}

/** How a box looks; from afar it should be simple. */
export type RenderBox = (id: string, afar: boolean) => ReactNode;

export interface GraphCanvasProps {
  label: string;
  hint?: string;
  boxes: readonly GraphBox[];
  edges: readonly EdgeShape[];
  toneOf?: ToneOf;
  renderBox: RenderBox;
  view: View;
  /** A box to bring into sight when it changes. */
  seek?: string;
  overviewLabel?: string;
  /** Spoken when it changes. */
  announcement?: string;
  onBackground?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  children?: ReactNode;
}

const allPlain: ToneOf = () => 'plain';
const ZOOM = { least: 0.05, most: 1.75 };
const BoxRenderer = createContext<RenderBox>(() => null);

/**
 * A picture of boxes and edges to move about in. Only what is in sight is in the document; edges are one drawing
 * beneath the boxes.
 */
export function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <BoxRenderer.Provider value={props.renderBox}>
        <Canvas {...props} />
      </BoxRenderer.Provider>
    </ReactFlowProvider>
  );
}

function Canvas(props: GraphCanvasProps) {
  const nodes = useMemo(() => props.boxes.map(nodeOf), [props.boxes]);
  useView(props.view, nodes.length);
  useSeek(props.seek, props.boxes);
  return (
    // The canvas is one stop of the Tab key; inside, arrow keys walk.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.canvas}
      role="application"
      aria-label={props.label}
      aria-roledescription={props.hint}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={props.onKeyDown}
    >
      <ReactFlow
        nodes={nodes}
        nodeTypes={NODE_TYPES}
        onlyRenderVisibleElements
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        minZoom={ZOOM.least}
        maxZoom={ZOOM.most}
        zoomOnDoubleClick={false}
        onPaneClick={props.onBackground}
        role="presentation"
      >
        <Background color="var(--bui-border-1)" gap={24} />
        <EdgeLayer edges={props.edges} toneOf={props.toneOf ?? allPlain} />
        <CanvasControls />
        {props.overviewLabel && (
          <MiniMap
            ariaLabel={props.overviewLabel}
            pannable
            zoomable
            nodeColor={node => (node.data.tint as string | undefined) ?? 'var(--bui-gray-5)'}
            nodeBorderRadius={8}
            className={styles.minimap}
            maskColor="color-mix(in srgb, var(--bui-bg-app) 70%, transparent)"
          />
        )}
        {props.children && <Panel position="top-right">{props.children}</Panel>}
      </ReactFlow>
      <span className={styles.spoken} aria-live="polite">
        {props.announcement}
      </span>
    </div>
  );
}

/** Sizes are known beforehand, so nothing is measured and nothing out of sight is drawn even once. */
function nodeOf(box: GraphBox): Node {
  const { id, x, y, width, height, tint } = box;
  return { id, type: 'box', position: { x, y }, width, height, measured: { width, height }, handles: [], data: { tint } };
}

const Box = memo(function Box({ id }: NodeProps) {
  const render = useContext(BoxRenderer);
  const afar = useStore(isAfar);
  return <>{render(id, afar)}</>;
});
const NODE_TYPES: NodeTypes = { box: Box };

const READABLE_ZOOM = 0.8;

/** Everything when it can be read then; else what matters, large enough to read. */
function useView(view: View, count: number): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const ready = useStore(state => state.width > 0 && state.height > 0 && state.nodeLookup.size === count && count > 0);
  useEffect(() => {
    if (!ready) return;
    const { width, height } = store.getState();
    const all = flow.getNodesBounds(flow.getNodes());
    const zoom = Math.min(width / all.width, height / all.height) * 0.92;
    const center = view.center === undefined ? undefined : flow.getNode(view.center);
    if (zoom >= READABLE_ZOOM || !center) flow.fitView({ maxZoom: 1, minZoom: 0.35, padding: 0.06 });
    else flow.setCenter(center.position.x + center.width! / 2, center.position.y + center.height! / 2, { zoom: READABLE_ZOOM });
    // The key says when to move; the centre alone may change while one looks around.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ready, view.key, flow]);
}

/** Moves only when the box is not in sight already. */
function useSeek(id: string | undefined, boxes: readonly GraphBox[]): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const box = boxes.find(each => each.id === id);
    if (!box) return;
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    const left = box.x * zoom + x;
    const top = box.y * zoom + y;
    const inSight = left >= 0 && top >= 0 && left + box.width * zoom <= width && top + Math.min(box.height * zoom, height) <= height;
    if (!inSight) flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: Math.max(zoom, 0.6), duration: 200 });
    // A new layout alone does not move the picture.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, flow, store]);
}
