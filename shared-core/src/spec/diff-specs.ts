import type { Localized } from '../language';
import { showValue } from './expected';
import { normalForm } from './normal-form';
import type { PipelineSpecInput, Step } from './pipeline-spec';

/** One difference between two specs. @public */
export interface SpecChange {
  change: 'added' | 'removed' | 'changed';
  /** Step id; absent for a key of the document. */
  step?: string;
  /** Keys that differ, with the values before and after; of a whole step that came or went, none. */
  keys: { key: string; before?: unknown; after?: unknown }[];
  text: Localized;
}

type Values = Record<string, unknown>;

/**
 * What changed between two specs: document keys first, then steps by id. Ways of writing do not count.
 * @public
 */
export function diffSpecs(before: PipelineSpecInput, after: PipelineSpecInput): SpecChange[] {
  const { steps: stepsBefore, ...documentBefore } = normalForm(before) as Values & { steps: Step[] };
  const { steps: stepsAfter, ...documentAfter } = normalForm(after) as Values & { steps: Step[] };
  const ids = [...new Set([...stepsBefore, ...stepsAfter].map((step) => step.id))].sort();
  return [
    ...changed(documentBefore, documentAfter),
    ...ids.flatMap((id) => stepChange(stepNamed(stepsBefore, id), stepNamed(stepsAfter, id))),
  ];
}

const stepNamed = (steps: Step[], id: string) => steps.find((step) => step.id === id);

function stepChange(before: Step | undefined, after: Step | undefined): SpecChange[] {
  if (before && after) return changed(before, after, before.id);
  const step = (before ?? after)!;
  const [change, en, ru] = after
    ? (['added', 'added', 'добавлен'] as const)
    : (['removed', 'removed', 'удалён'] as const);
  const title = `"${step.id}" (${step.kind})`;
  return [{ change, step: step.id, keys: [], text: { en: `step ${title} ${en}`, ru: `шаг ${title} ${ru}` } }];
}

function changed(before: Values, after: Values, step?: string): SpecChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
    .map((key) => ({ key, before: before[key], after: after[key] }));
  if (keys.length === 0) return [];
  const said = keys.map(({ key, before, after }) => `${key}: ${shown(before)} → ${shown(after)}`).join('; ');
  const text = step
    ? { en: `step "${step}": ${said}`, ru: `шаг «${step}»: ${said}` }
    : { en: said, ru: said };
  return [{ change: 'changed', step, keys, text }];
}

const shown = (value: unknown) => (value === undefined ? '—' : showValue(value));
