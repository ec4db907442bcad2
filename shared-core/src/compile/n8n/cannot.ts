import type { Localized } from '../../language';
import type { Plan, PlanStep } from '../../plan';
import { stepName } from '../../references';
import { durationSeconds, inputsOf, type PipelineSpec, type Step, type StepOf } from '../../spec';
import type { Refusal } from '../compile-target';
import { retryLimits, systemNodes, unionInputs } from './systems';
import { triggerOf } from './trigger';

/** Everything that the nodes' forms have no place for. */
export function refusalsOf(plan: Plan): Refusal[] {
  return [...pipelineRefusals(plan.spec), ...plan.steps.flatMap((planned) => stepRefusals(planned, plan))];
}

const refuse = (construct: string, en: string, ru: string, step?: string): Refusal => ({
  ...(step !== undefined && { step }),
  construct,
  reason: { en, ru } satisfies Localized,
});

function pipelineRefusals(spec: PipelineSpec): Refusal[] {
  const { attempts, delay } = spec.retry ?? { attempts: 0, delay: '0s' };
  const isPatient = attempts >= retryLimits.tries || durationSeconds(delay) * 1000 > retryLimits.waitMs;
  return [
    ...(triggerOf(spec)
      ? []
      : [
          refuse(
            'schedule.event',
            'there is no trigger for this event yet; use cron or every',
            'триггера для этого события пока нет; укажите cron или every',
          ),
        ]),
    ...(isPatient
      ? [
          refuse(
            'retry',
            'a node tries at most 5 times, 5 seconds apart',
            'узел пробует не больше 5 раз с паузой до 5 секунд',
          ),
        ]
      : []),
    ...(spec.retry?.backoff === 'exponential' && attempts > 1
      ? [
          refuse(
            'retry.backoff',
            'a node waits the same time before each try; use fixed',
            'узел ждёт перед каждой попыткой одинаково; укажите fixed',
          ),
        ]
      : []),
    ...(spec.sla === undefined
      ? []
      : [refuse('sla', 'n8n has none; use timeout', 'в n8n его нет; используйте timeout')]),
    ...(spec.notify ?? []).map(({ on }) =>
      refuse(
        `notify.${on}`,
        'n8n notifies by an error workflow, which is chosen in the settings',
        'n8n оповещает через error workflow, он выбирается в настройках',
      ),
    ),
  ];
}

type Rules = { [K in Step['kind']]?: (step: StepOf<K>, plan: Plan) => Refusal[] };

const terms = (list: string[], step: Step) =>
  list.some((term) => /,(?![^(]*\))|\n/.test(term))
    ? [
        refuse(
          'order',
          'the form divides terms by commas, and one of these has a comma in it',
          'форма делит условия запятыми, а в одном из них есть запятая',
          step.id,
        ),
      ]
    : [];

const listed = (fields: string[], step: Step) =>
  fields.some((name) => name.includes(',') || name !== name.trim())
    ? [
        refuse(
          'field',
          'the form divides names by commas, and one of these has a comma or blanks around it',
          'форма делит имена запятыми, а в одном из них есть запятая или пробелы по краям',
          step.id,
        ),
      ]
    : [];

const system = (step: StepOf<'source'> | StepOf<'target'>, plan: Plan) => {
  const name = plan.spec.connections[step.connection]!.system;
  return systemNodes[name]
    ? []
    : [
        refuse(
          `${step.kind}.${name}`,
          `there is no node for ${name} yet`,
          `узла для ${name} пока нет`,
          step.id,
        ),
      ];
};

const rules: Rules = {
  source: (step, plan) => [
    ...system(step, plan),
    ...(step.schema
      ? [
          refuse(
            'source.schema',
            'the form declares no types; convert them in a derive step',
            'форма не объявляет типы; преобразуйте их шагом derive',
            step.id,
          ),
        ]
      : []),
    ...(step.cursor
      ? [
          refuse(
            'source.cursor',
            'the form has no cursor; use where',
            'в форме нет курсора; используйте where',
            step.id,
          ),
        ]
      : []),
  ],
  select: (step) => {
    const from = step.fields.flatMap((field) => (typeof field === 'string' ? [field] : Object.values(field)));
    return new Set(from).size === from.length
      ? []
      : [
          refuse(
            'select.twice',
            'the form keeps a field once; copy it in a derive step',
            'форма оставляет поле один раз; скопируйте его шагом derive',
            step.id,
          ),
        ];
  },
  window: (step) => terms(step.orderBy, step),
  distinct: (step) => terms(step.orderBy ?? [], step),
  sort: (step) => [
    ...terms(step.by, step),
    ...(step.limit === 0
      ? [refuse('sort.limit', '0 means all rows there', '0 там означает все строки', step.id)]
      : []),
  ],
  union: (step) =>
    step.inputs.length > unionInputs.most
      ? [
          refuse(
            'union.inputs',
            `the node has at most ${unionInputs.most} inputs; unite in two steps`,
            `у узла не больше ${unionInputs.most} входов; объедините в два шага`,
            step.id,
          ),
        ]
      : [],
  sql: (step) =>
    step.inputs.length > 1
      ? [
          refuse(
            'sql.inputs',
            'the node has one input; join before it',
            'у узла один вход; соедините раньше',
            step.id,
          ),
        ]
      : [],
  quality: (step) => [
    ...(step.checks.some(({ rows }) => rows)
      ? [
          refuse(
            'quality.rows',
            'the form has no rule for the number of rows',
            'в форме нет правила на число строк',
            step.id,
          ),
        ]
      : []),
    ...listed(
      step.checks.flatMap(({ notNull, unique }) => [...(notNull ?? []), ...(unique ?? [])]),
      step,
    ),
  ],
  target: (step, plan) => [
    ...system(step, plan),
    ...listed([...(step.keys ?? []), ...(step.layout?.orderBy ?? [])], step),
    ...(step.layout?.engine === undefined
      ? []
      : [
          refuse(
            'layout.engine',
            'the form does not choose an engine; use the DDL node',
            'форма не выбирает движок; используйте узел DDL',
            step.id,
          ),
        ]),
    ...(step.layout?.indexes
      ? [
          refuse(
            'layout.indexes',
            'the form makes no indexes; use the DDL node',
            'форма не создаёт индексы; используйте узел DDL',
            step.id,
          ),
        ]
      : []),
  ],
};

function stepRefusals({ step }: PlanStep, plan: Plan): Refusal[] {
  const own = (rules[step.kind] as ((step: Step, plan: Plan) => Refusal[]) | undefined)?.(step, plan) ?? [];
  return [...own, ...nameRefusals(step, plan)];
}

/** A node's step is called after it in letters, digits and _; where another step names it, it must stay as it is. */
function nameRefusals(step: Step, plan: Plan): Refusal[] {
  if (stepName(step.id) === step.id) return [];
  const isNamed = plan.steps.some(
    ({ step: reader }) =>
      inputsOf(reader).includes(step.id) &&
      (reader.kind === 'sql' || (reader.kind === 'join' && reader.right === step.id)),
  );
  return isNamed
    ? [
        refuse(
          'id',
          `a node calls this step ${stepName(step.id)}, and another step names it; rename it so`,
          `узел назовёт этот шаг ${stepName(step.id)}, а другой шаг на него ссылается; переименуйте его так`,
          step.id,
        ),
      ]
    : [];
}
