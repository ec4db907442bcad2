import { z } from 'zod';
import type { StepKind } from '../../spec';
import { defineTarget } from '../compile-target';
import { labelOf } from './labels';
import { renderFlowchart, type Flowchart } from './render';

/** Outlines: data lies in cylinders, what judges has corners, the rest are boxes. */
const shapes: Partial<Record<StepKind, [string, string]>> = {
  source: ['[("', '")]'],
  target: ['[("', '")]'],
  quality: ['{{"', '"}}'],
};

/** A Mermaid flowchart of the steps as a person drew them. @public */
export const diagram = defineTarget({
  id: 'diagram',
  title: 'Mermaid',
  description: {
    en: 'A flowchart that GitHub, GitLab, Backstage and most wikis draw',
    ru: 'Схема, которую рисуют GitHub, GitLab, Backstage и большинство вики',
  },
  options: z.strictObject({
    direction: z.enum(['LR', 'TB']).default('LR').meta({
      title: 'Direction',
      titleRu: 'Направление',
      description: 'LR: left to right; TB: top to bottom',
      descriptionRu: 'LR: слева направо; TB: сверху вниз',
    }),
  }),
  plan: 'as-written',
  cannot: () => [],
  lower(plan, options, { language }): Flowchart {
    const ids = new Map(plan.steps.map(({ step }, index) => [step.id, `s${index + 1}`]));
    return {
      title: plan.spec.name,
      hash: plan.hash,
      direction: options.direction,
      nodes: plan.steps.map(({ step }) => ({
        id: ids.get(step.id)!,
        title: step.id,
        kind: step.kind,
        lines: labelOf(step, language),
        shape: shapes[step.kind] ?? ['["', '"]'],
      })),
      edges: plan.steps.flatMap(({ step, inputs }) =>
        inputs.map((input): [string, string] => [ids.get(input)!, ids.get(step.id)!]),
      ),
    };
  },
  render: (chart) => ({ [`${chart.title}.mmd`]: renderFlowchart(chart) }),
});
