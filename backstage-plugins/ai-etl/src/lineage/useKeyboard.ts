import type { LineageGraph } from '@ai-etl/backstage-plugin-ai-etl-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useState, type KeyboardEvent } from 'react';
import type { GraphBox } from '../graph/GraphCanvas';
import { aiEtlTranslationRef, type Translate } from '../translation';
import type { LineageView } from './address';
import type { NodeShape } from './geometry';
import type { BoxActions } from './TableBox';
import { ARROWS, stepFrom, type Arrow } from './walk';

interface Ground {
  graph: LineageGraph;
  boxes: readonly GraphBox[];
  shapes: ReadonlyMap<string, NodeShape>;
  view: LineageView;
  actions: BoxActions;
  start: string | undefined;
}

/**
 * Keys of the graph: arrows walk, with Shift up and down go through the columns of a table, Space picks, Enter loads
 * neighbours, E shows all columns of a table, Escape clears.
 */
export function useKeyboard(ground: Ground) {
  const { t } = useTranslationRef(aiEtlTranslationRef);
  const [active, setActive] = useState<string>();
  const { actions, shapes } = ground;
  const onKeyDown = (event: KeyboardEvent) => {
    const here = active ?? ground.view.picked?.node ?? ground.start ?? ground.boxes[0]?.id;
    if (here === undefined || (event.target as HTMLElement).tagName === 'INPUT') return;
    const act = actionOf(event, here);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const actionOf = ({ key, code, shiftKey }: KeyboardEvent, here: string): (() => void) | undefined => {
    if (shiftKey && (key === 'ArrowUp' || key === 'ArrowDown'))
      return () => pickColumn(ground, here, key === 'ArrowDown' ? 1 : -1);
    if (ARROWS.includes(key as Arrow))
      return () =>
        setActive(
          active === undefined
            ? here
            : (stepFrom(here, key as Arrow, ground.graph.edges, ground.boxes) ?? here),
        );
    if (key === ' ') return () => actions.pick({ node: here });
    // By its place: with a Russian layout the letter is another one.
    if (code === 'KeyE') return () => actions.toggleColumns(here);
    if (key === 'Enter') return () => actions.open(here);
    if (key === 'Escape') {
      return () => {
        setActive(undefined);
        actions.pick(undefined);
      };
    }
    return undefined;
  };
  const spoken = active === undefined ? undefined : shapes.get(active);
  return { active: spoken && active, onKeyDown, announcement: spoken && inWords(spoken, ground.view, t) };
}

function pickColumn({ shapes, view, actions }: Ground, node: string, by: 1 | -1): void {
  const fields = shapes.get(node)?.fields ?? [];
  const at = view.picked?.node === node ? fields.findIndex((field) => field.name === view.picked?.field) : -1;
  const next = fields[at < 0 && by < 0 ? fields.length - 1 : at + by];
  actions.pick(next ? { node, field: next.name } : { node });
}

function inWords({ node, fields }: NodeShape, view: LineageView, t: Translate): string {
  const words = [t(node.type === 'pipeline' ? 'lineage.pipeline' : 'lineage.dataset'), node.title];
  if (node.lastRun) words.push(t(`state.${node.lastRun.state}`));
  if (fields.length > 0) words.push(`${t('lineage.columns')}: ${fields.length}`);
  if (node.hiddenUpstream) words.push(t('lineage.moreUpstream', { amount: String(node.hiddenUpstream) }));
  if (node.hiddenDownstream)
    words.push(t('lineage.moreDownstream', { amount: String(node.hiddenDownstream) }));
  if (view.picked?.node === node.id && view.picked.field)
    words.push(`${t('lineage.field')} ${view.picked.field}`);
  return words.join(', ');
}
