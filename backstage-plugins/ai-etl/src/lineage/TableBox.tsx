import type { Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiArrowLeftSLine, RiArrowRightSLine, RiDatabase2Line } from '@remixicon/react';
import { memo } from 'react';
import { aiEtlTranslationRef } from '../translation';
import type { Picked } from './address';
import type { NodeShape } from './geometry';
import { columnKey } from './ids';
import type { Path } from './paths';
import styles from './lineage.module.css';

/** What a box can be asked to do. */
export interface BoxActions {
  pick(picked: Picked | undefined): void;
  hover(picked: Picked | undefined): void;
  open(nodeId: string): void;
  toggleColumns(nodeId: string): void;
}

/** How a box stands to what is picked. */
export interface BoxMood {
  path?: Path;
  broken: boolean;
  picked?: Picked;
  active: boolean;
  focus: boolean;
}

/** Classes of a box in its mood. */
export function boxClasses(id: string, { path, broken, active, focus, picked }: BoxMood): string {
  const lit = path?.nodes.has(id);
  return [
    styles.box,
    path && !lit && styles.dimmed,
    lit && (broken ? styles.broken : styles.lit),
    active && styles.active,
    focus && styles.focus,
    picked?.node === id && styles.picked,
  ]
    .filter(Boolean)
    .join(' ');
}

/** A table with its columns inside. */
export const TableBox = memo(function TableBox({
  shape,
  mood,
  actions,
  afar,
}: {
  shape: NodeShape;
  mood: BoxMood;
  actions: BoxActions;
  afar: boolean;
}) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const { node, fields, hidden, expanded } = shape;
  return (
    <div className={boxClasses(node.id, mood)}>
      <HiddenNeighbours shape={shape} actions={actions} />
      <button
        type="button"
        tabIndex={-1}
        className={`nopan ${styles.head}`}
        title={node.title}
        onClick={() => actions.pick({ node: node.id })}
      >
        <span className={styles.icon}>
          <RiDatabase2Line size={18} aria-hidden />
        </span>
        <span className={styles.names}>
          <span className={styles.title}>{node.title}</span>
          <span className={styles.subtitle}>
            {node.gone && <span className={styles.gone}>{t('lineage.gone')}</span>}
            {[node.system, node.subtitle].filter(Boolean).join(' · ')}
          </span>
        </span>
      </button>
      {!afar &&
        fields.map((field) => (
          <ColumnRow key={field.name} nodeId={node.id} field={field} mood={mood} actions={actions} />
        ))}
      {!afar && (hidden > 0 || expanded) && (
        <button
          type="button"
          tabIndex={-1}
          className={`nopan ${styles.foot}`}
          onClick={() => actions.toggleColumns(node.id)}
        >
          {expanded ? t('lineage.fewerColumns') : t('lineage.moreColumns', { amount: String(hidden) })}
        </button>
      )}
    </div>
  );
});

function ColumnRow({
  nodeId,
  field,
  mood,
  actions,
}: {
  nodeId: string;
  field: Field;
  mood: BoxMood;
  actions: BoxActions;
}) {
  const me = { node: nodeId, field: field.name };
  const lit = mood.path?.columns.has(columnKey(nodeId, field.name));
  const litClass = mood.broken ? styles.rowBroken : styles.rowLit;
  const picked = mood.picked?.node === nodeId && mood.picked.field === field.name;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`nopan ${styles.row} ${lit ? litClass : ''} ${picked ? styles.rowPicked : ''}`}
      title={[field.name, field.type, field.description, field.sensitivity].filter(Boolean).join(' · ')}
      onClick={() => actions.pick(picked ? undefined : me)}
      // Whoever moves the picture does not ask for paths.
      onMouseEnter={(event) => event.buttons === 0 && actions.hover(me)}
      onMouseLeave={() => actions.hover(undefined)}
    >
      <span className={styles.column}>{field.name}</span>
      {field.sensitivity && <span className={styles.sensitive}>{field.sensitivity}</span>}
      <span className={styles.type}>{field.type}</span>
    </button>
  );
}

/** How many neighbours are not shown, and the way to them. */
export function HiddenNeighbours({ shape: { node }, actions }: { shape: NodeShape; actions: BoxActions }) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [up, down] = [node.hiddenUpstream ?? 0, node.hiddenDownstream ?? 0];
  const more = (label: string, side: string, content: JSX.Element) => (
    <button
      type="button"
      tabIndex={-1}
      className={`nopan ${styles.more} ${side}`}
      title={label}
      aria-label={label}
      onClick={() => actions.open(node.id)}
    >
      {content}
    </button>
  );
  return (
    <>
      {up > 0 &&
        more(
          t('lineage.moreUpstream', { amount: String(up) }),
          styles.moreLeft,
          <>
            <RiArrowLeftSLine size={14} />
            {up}
          </>,
        )}
      {down > 0 &&
        more(
          t('lineage.moreDownstream', { amount: String(down) }),
          styles.moreRight,
          <>
            {down}
            <RiArrowRightSLine size={14} />
          </>,
        )}
    </>
  );
}
