import { parseSpec } from '../spec';
import { requirePlan } from '../plan';
import { isAiEtlError, type AiEtlError } from '../errors';
import { compile, compileTargets } from './index';

const spec = {
  apiVersion: 'ai-etl/v1',
  name: 'p',
  connections: { db: { system: 'postgresql' } },
  schedule: { event: { connection: 'db', object: 'x' } },
  sla: '1h',
  steps: [
    { id: 's', kind: 'source', connection: 'db', object: 'x', fields: ['a'] },
    { id: 'top', kind: 'sort', input: 's', limit: 0 },
    { id: 't', kind: 'target', input: 'top', connection: 'db', object: 'y' },
  ],
};

async function thrown(work: Promise<unknown>): Promise<AiEtlError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAiEtlError(error)) throw new Error(`expected one of our errors, got ${String(error)}`);
  return error;
}

it('takes text, an object, a spec and a plan for the same pipeline', async () => {
  const parsed = parseSpec(spec);
  const ways = [JSON.stringify(spec), spec, parsed, requirePlan(parsed)];
  const [first, ...others] = await Promise.all(ways.map((way) => compile(way, 'diagram')));
  expect(Object.keys(first!.files)).toEqual(['p.mmd']);
  for (const other of others) expect(other).toEqual(first);
});

it('gathers everything that a target cannot say, each with its step', async () => {
  const error = await thrown(compile(spec, 'n8n'));
  expect(error.code).toBe('compile.cannot-say');
  expect(error.kind).toBe('refusal');
  expect(error.message.split('\n')).toEqual([
    'n8n cannot say schedule.event: there is no trigger for this event yet; use cron or every',
    'n8n cannot say sla: n8n has none; use timeout',
    'n8n cannot say step "top" (sort.limit): 0 means all rows there',
  ]);
  expect(error.render('ru')).toContain(
    'n8n не может выразить шаг "top" (sort.limit): 0 там означает все строки',
  );
});

it('says which targets there are', async () => {
  const error = await thrown(compile(spec, 'airflwo'));
  expect(error.render()).toBe(
    `nothing compiles to "airflwo". Did you mean "airflow"?\nTargets: ${compileTargets.map(({ id }) => id).join(', ')}.`,
  );
});

it('refuses options that a target does not have', async () => {
  expect((await thrown(compile(spec, 'sql', { dialect: 'mysql' }))).code).toBe('compile.wrong-options');
  expect((await thrown(compile(spec, 'diagram', { colour: 'red' }))).message).toContain('colour');
});

it('says what is wrong with the pipeline before anything else', async () => {
  const broken = {
    ...spec,
    steps: [...spec.steps, { id: 'u', kind: 'filter', input: 'nobody', where: 'true' }],
  };
  const error = await thrown(compile(broken, 'sql', { file: 'p.yaml' }));
  expect(error.code).toBe('plan.invalid');
  expect(error.message).toContain('no step "nobody"');
});

it('lists targets by id, each with texts in both languages', () => {
  const ids = compileTargets.map(({ id }) => id);
  expect(ids).toEqual([...ids].sort());
  for (const { description } of compileTargets) expect([description.en, description.ru]).not.toContain('');
});
