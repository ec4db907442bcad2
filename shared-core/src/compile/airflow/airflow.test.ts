import { compile } from '../index';
import { cases } from '../testing/cases';
import { goldenSuite } from '../testing/golden';

const runtime = 'dags/ai_etl_runtime.py';
goldenSuite('airflow', { 'airflow-2.11': { version: '2.11' }, 'airflow-3.3': { version: '3.3' } }, [runtime]);

const hostile = `'; DROP TABLE x; -- """ \\ {{ var.value.secret }} {% raw %} \n import os`;
const spec = {
  apiVersion: 'ai-etl/v1',
  name: 'hostile',
  description: hostile,
  owner: hostile,
  tags: [hostile],
  parameters: { least: { type: 'int64', default: 3 }, who: { type: 'string', default: "O'Neil" } },
  connections: { files: { system: 'file' }, warehouse: { system: 'postgresql' } },
  steps: [
    { id: 'a', kind: 'source', connection: 'files', object: `x${hostile}.csv` },
    {
      id: 'b',
      kind: 'filter',
      input: 'a',
      where: `name <> '${hostile.replaceAll("'", "''")}' and n > parameter('least') and name <> parameter('who')`,
    },
    { id: 'c', kind: 'target', input: 'b', connection: 'warehouse', object: 'public.t' },
  ],
};
const schemas = {
  a: {
    fields: [
      { name: 'name', type: { kind: 'string' as const }, nullable: true },
      { name: 'n', type: { kind: 'integer' as const, bits: 64 as const, signed: true }, nullable: true },
    ],
  },
};

describe('what a spec holds stays data in a DAG', () => {
  it('escapes texts for Python, for comments, for docstrings and for Jinja', async () => {
    const { files } = await compile(spec, 'airflow', { schemas });
    const dag = files['dags/hostile.py'] as string;
    const sql = files['dags/sql/hostile/publish_c.sql'] as string;
    // Only the two docstring ends may be there, and no line may start with what the text held.
    const code = dag.replace(/^\s*#.*$/gm, '');
    expect(code.match(/(?<!\\)"""/g)).toHaveLength(2);
    expect(dag).not.toMatch(/^\s*import os/m);
    expect(sql).not.toContain('{{ var.value');
    expect(sql).toContain('{{ "{{" }} var.value');
    expect(sql).toContain('n > {{ params["least"] }}');
    expect(sql).toContain(`'{{ params["who"] | string | replace("'", "''") }}'`);
  });

  it.each(['append', 'merge', 'replace'])('keeps line breaks inside a text, by %s', async (mode) => {
    const where = "name = 'it''s -- one\nline' and name <> 'and\nanother'";
    const steps = [
      spec.steps[0],
      { id: 'b', kind: 'filter', input: 'a', where },
      { ...spec.steps[2], mode, keys: ['n'] },
    ];
    const { files } = await compile({ ...spec, steps }, 'airflow', { schemas });
    const sql = files['dags/sql/hostile/publish_c.sql'];
    expect(sql).toContain("'it''s -- one\nline'");
    expect(sql).toContain("'and\nanother'");
  });

  it('keeps rules apart whose names differ in marks only', async () => {
    const rules = ['n > 1', 'n < 1', 'n (1)'].map((name) => ({ name, expect: 'n <> 1' }));
    const steps = [
      ...spec.steps.slice(0, 1),
      { id: 'b', kind: 'quality', input: 'a', checks: rules },
      ...spec.steps.slice(2),
    ];
    const { files } = await compile({ ...spec, steps }, 'airflow', { schemas });
    expect(files['dags/hostile.py']?.match(/(?<=task_id=")check_[^"]+/g)).toEqual([
      'check_b_n_1',
      'check_b_n_1_2',
      'check_b_n_1_3',
    ]);
  });

  it('gives the runtime of each version its own imports', async () => {
    const text = (cases.find(({ name }) => name === 'rollup') as (typeof cases)[number]).text;
    const given = (cases.find(({ name }) => name === 'rollup') as (typeof cases)[number]).schemas;
    const imports = async (version: string) =>
      (await compile(text, 'airflow', { schemas: given, version })).files[runtime]?.match(
        /^from airflow.*$/gm,
      );
    expect(await imports('2.10')).toContain('from airflow.models.baseoperator import BaseOperator');
    expect(await imports('3.0')).toContain('from airflow.hooks.base import BaseHook');
    expect(await imports('3.3')).toContain('from airflow.sdk import BaseHook, BaseOperator');
  });
});
