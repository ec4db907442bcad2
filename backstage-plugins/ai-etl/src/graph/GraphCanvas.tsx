import {
  Background,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
  useStoreApi,
  type Node,
  type NodeProps,
  type NodeTypes,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import {
  createContext,
  memo,
  useContext,
  useEffect,
  useId,
  useMemo,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { boundsOf } from './bounds';
import { CanvasControls } from './CanvasControls';
import { EdgeLayer, type EdgeShape, type ToneOf } from './EdgeLayer';
import styles from './graph.module.css';
import { OverviewLayer } from './OverviewLayer';
import { OverviewMap } from './OverviewMap';
import { isAfar, isOverview } from './sight';

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

/** Fewer boxes than this are drawn as they are, however small. */
const MANY = 150;
const NO_NODES: Node[] = [];
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
  const hintId = useId();
  const overview = useStore(isOverview) && nodes.length > MANY;
  useView(props.view, props.boxes);
  useSeek(props.seek, props.boxes);
  return (
    // The canvas is one stop of the Tab key; inside, arrow keys walk.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.canvas}
      role="application"
      aria-label={props.label}
      aria-describedby={props.hint && hintId}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={props.onKeyDown}
    >
      <ReactFlow
        nodes={overview ? NO_NODES : nodes}
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
        <CanvasControls boxes={props.boxes} />
        {overview && <OverviewLayer boxes={props.boxes} />}
        {props.overviewLabel && <OverviewMap boxes={props.boxes} label={props.overviewLabel} />}
        {props.children && <Panel position="top-right">{props.children}</Panel>}
      </ReactFlow>
      {props.hint && (
        <span id={hintId} className={styles.spoken}>
          {props.hint}
        </span>
      )}
      <span className={styles.spoken} aria-live="polite">
        {props.announcement}
      </span>
    </div>
  );
}

/** Sizes are known beforehand, so nothing is measured and nothing out of sight is drawn even once. */
function nodeOf(box: GraphBox): Node {
  const { id, x, y, width, height } = box;
  return {
    id,
    type: 'box',
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    data: {},
  };
}

const Box = memo(function Box({ id }: NodeProps) {
  const render = useContext(BoxRenderer);
  const afar = useStore(isAfar);
  return <>{render(id, afar)}</>;
});
const NODE_TYPES: NodeTypes = { box: Box };

const READABLE_ZOOM = 0.8;

/** Everything when it can be read then; else what matters, large enough to read. */
function useView(view: View, boxes: readonly GraphBox[]): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  const ready = useStore((state) => state.width > 0 && state.height > 0) && boxes.length > 0;
  useEffect(() => {
    if (!ready) return;
    const { width, height } = store.getState();
    const all = boundsOf(boxes);
    const zoom = Math.min(width / all.width, height / all.height) * 0.92;
    const center = boxes.find((box) => box.id === view.center);
    if (zoom < READABLE_ZOOM && center)
      flow.setCenter(center.x + center.width / 2, center.y + center.height / 2, { zoom: READABLE_ZOOM });
    else
      flow.setCenter(all.x + all.width / 2, all.y + all.height / 2, {
        zoom: Math.min(1, Math.max(zoom, ZOOM.least)),
      });
    // The key says when to move; the boxes alone may change while one looks around.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ready, view.key, flow]);
}

const SEEK_MS = 200;

/** Whether the reader asked for less movement. */
function isCalm(): boolean {
  return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}

/** Moves only when the box is not in sight already. */
function useSeek(id: string | undefined, boxes: readonly GraphBox[]): void {
  const flow = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const box = boxes.find((each) => each.id === id);
    if (!box) return;
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    const left = box.x * zoom + x;
    const top = box.y * zoom + y;
    const inSight =
      left >= 0 &&
      top >= 0 &&
      left + box.width * zoom <= width &&
      top + Math.min(box.height * zoom, height) <= height;
    if (!inSight)
      flow.setCenter(box.x + box.width / 2, box.y + box.height / 2, {
        zoom: Math.max(zoom, 0.6),
        duration: isCalm() ? 0 : SEEK_MS,
      });
    // A new layout alone does not move the picture.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, flow, store]);
}
