import type { PipelineForm } from './form-values';

type Spec = Record<string, unknown>;
type Step = Record<string, unknown> & { id: string };

/** A form's values become a spec; whether it holds is the core's to say. */
const recipes: Record<string, (form: PipelineForm) => Spec> = {
  'file-to-warehouse': (form) => pipeline(form, [source(form), ...filter(form, 'rows'), ...checks(form)]),
  'postgres-to-clickhouse-nightly-merge': (form) =>
    pipeline({ ...form, mode: 'merge' }, [source(form), ...filter(form, 'rows'), ...checks(form)]),
};

/** Names of the recipes. @public */
export const recipeNames: readonly string[] = Object.keys(recipes);

/**
 * Makes a spec of a form's values, in one place for the preview of a form and for the template's steps.
 * @throws RangeError where nobody knows the recipe
 * @public
 */
export function specOfForm(recipe: string, form: PipelineForm): Spec {
  const made = recipes[recipe];
  if (!made) throw new RangeError(`no recipe "${recipe}"; there are ${recipeNames.join(', ')}`);
  return made(form);
}

function pipeline(form: PipelineForm, steps: Step[]): Spec {
  const { name, description, owner, source: from, target, mode = 'replace', keys, schedule, email } = form;
  const last = steps.at(-1)!;
  return {
    apiVersion: 'ai-etl/v1',
    name,
    ...given({ description, owner }),
    ...(schedule?.cron && { schedule: { cron: schedule.cron, timezone: schedule.timezone || 'UTC' } }),
    retry: { attempts: 2, delay: '5m', backoff: 'exponential' },
    ...(email && { notify: [{ on: 'failure', email }] }),
    connections: {
      [from.connection]: { system: from.system },
      [target.connection]: { system: target.system },
    },
    steps: [
      ...steps,
      {
        id: 'load',
        kind: 'target',
        input: last.id,
        connection: target.connection,
        object: target.object,
        mode,
        ...(mode === 'merge' && { keys }),
      },
    ],
  };
}

const source = ({ source: { connection, object, fields }, cursor }: PipelineForm): Step => ({
  id: 'rows',
  kind: 'source',
  connection,
  object,
  ...(fields?.length && { fields }),
  ...(cursor?.trim() && { cursor: { field: cursor.trim() } }),
});

const filter = ({ where }: PipelineForm, input: string): Step[] =>
  where?.trim() ? [{ id: 'wanted', kind: 'filter', input, where }] : [];

/** A merge over keys that are missing or stand twice would lose rows: the run stops instead. */
const checks = (form: PipelineForm): Step[] =>
  form.keys?.length
    ? [
        {
          id: 'checked',
          kind: 'quality',
          input: form.where?.trim() ? 'wanted' : 'rows',
          checks: [
            { name: 'keys are there', notNull: form.keys },
            { name: 'keys are unique', unique: form.keys },
          ],
        },
      ]
    : [];

const given = (values: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value));
