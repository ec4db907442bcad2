import type { StepNode } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { useCallback, useMemo } from 'react';
import { edgeShape } from '../graph/edge-shape';
import { GraphCanvas } from '../graph/GraphCanvas';
import { keyOf } from '../graph/layout/acyclic';
import { useLaidOut } from '../graph/useLaidOut';
import { useLinks } from '../presentation/links';
import { aiEtlTranslationRef } from '../translation';
import { lookOf } from './step-looks';
import styles from './pipeline.module.css';

const SIZE = { width: 216, height: 76 };
const GAPS = { layer: 56, box: 20 };
const HEIGHT = { least: 200, most: 460, margin: 64 };

/** The steps of a pipeline as a picture. */
export function StepGraph({ name, steps }: { name: string; steps: readonly StepNode[] }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const boxes = useMemo(() => steps.map(({ id }) => ({ id, ...SIZE })), [steps]);
  const edges = useMemo(
    () => steps.flatMap(({ id, inputs }) => inputs.map((from) => ({ from, to: id }))),
    [steps],
  );
  const laid = useLaidOut(boxes, edges, GAPS);
  const byId = useMemo(() => new Map(steps.map((step) => [step.id, step])), [steps]);
  const placed = useMemo(
    () => boxes.flatMap((box) => (laid?.boxes.has(box.id) ? [{ ...box, ...laid.boxes.get(box.id)! }] : [])),
    [boxes, laid],
  );
  const shapes = useMemo(() => {
    const at = new Map(placed.map((box) => [box.id, box]));
    return edges.flatMap(({ from, to }) => {
      const [a, b] = [at.get(from), at.get(to)];
      if (!a || !b) return [];
      const bends = laid?.bends.get(keyOf(from, to)) ?? [];
      return [
        edgeShape(keyOf(from, to), [
          { x: a.x + a.width, y: a.y + a.height / 2 },
          ...bends,
          { x: b.x, y: b.y + b.height / 2 },
        ]),
      ];
    });
  }, [placed, edges, laid]);
  const renderBox = useCallback((id: string) => <StepBox step={byId.get(id)!} />, [byId]);
  const height = Math.min(HEIGHT.most, Math.max(HEIGHT.least, (laid?.height ?? 0) + HEIGHT.margin));
  return (
    <div style={{ height }}>
      <GraphCanvas
        label={t('pipeline.diagramOf', { name })}
        boxes={placed}
        edges={shapes}
        renderBox={renderBox}
        view={{ key: `${name} ${steps.length} ${laid?.width}` }}
      />
    </div>
  );
}

function StepBox({ step }: { step: StepNode }) {
  const links = useLinks();
  const { icon: Icon, color } = lookOf(step.kind);
  const object = step.object ?? step.connection;
  const says = step.title !== object;
  return (
    <div className={styles.step} style={{ borderLeftColor: color }} title={step.title}>
      <span className={styles.stepHead}>
        <Icon size={16} color={color} aria-hidden />
        <span className={styles.stepKind}>{step.kind}</span>
        <span className={styles.stepId}>{step.id}</span>
      </span>
      {says && <span className={styles.stepTitle}>{step.title}</span>}
      {object && (
        <span className={styles.stepObject}>
          {step.datasetId ? (
            <Link href={links.dataset(step.datasetId)} variant="body-small" className="nodrag nopan">
              {object}
            </Link>
          ) : (
            object
          )}
          {step.system && ` · ${step.system}`}
        </span>
      )}
    </div>
  );
}
