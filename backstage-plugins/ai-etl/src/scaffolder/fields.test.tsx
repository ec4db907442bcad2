import { createAiEtlClient, specOfForm, type PipelineForm } from '@ai-etl/backstage-plugin-ai-etl-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ComponentType } from 'react';
import { aiEtlApiRef } from '../api';
import { AiEtlKeys } from './AiEtlKeys';
import { AiEtlPreview } from './AiEtlPreview';
import { AiEtlSentence } from './AiEtlSentence';
import { AiEtlTablePicker } from './AiEtlTablePicker';

jest.setTimeout(30_000);

type Asked = { path: string; body: Record<string, unknown> };
type Answer = object | ((asked: Asked) => object);

const connections = {
  items: [
    { name: 'files', system: 'file', title: 'File' },
    { name: 'warehouse', system: 'clickhouse', title: 'ClickHouse' },
  ],
};
const preview = {
  fields: [
    { name: 'origin', type: 'string' },
    { name: 'delay', type: 'int64' },
  ],
  rows: [{ origin: 'Пулково', delay: null }],
};

/** A field in a form that keeps its value; the API client is the real one, its answers are given. */
async function show(
  Field: ComponentType<any>,
  answers: Record<string, Answer>,
  options: object = {},
  start?: unknown,
  form: object = {},
) {
  const values: unknown[] = [];
  const fetch = async (request: Request) => {
    const path = decodeURIComponent(new URL(request.url).pathname);
    const answer = answers[`${request.method} ${path}`];
    const body = request.method === 'GET' ? {} : await request.json();
    return new Response(JSON.stringify(typeof answer === 'function' ? answer({ path, body }) : answer), {
      headers: { 'content-type': 'application/json' },
    });
  };
  const Form = () => {
    const [value, setValue] = useState(start);
    const onChange = (next: unknown) => {
      values.push(next);
      setValue(next);
    };
    return (
      <Field
        formData={value}
        onChange={onChange}
        schema={{ title: 'Field' }}
        uiSchema={{ 'ui:options': options }}
        formContext={{ formData: form }}
      />
    );
  };
  const client = createAiEtlClient({ baseUrl: 'http://api.test', fetch: fetch as never });
  await renderInTestApp(<Form />, { apis: [[aiEtlApiRef, client]] });
  return { last: () => values.at(-1) };
}

describe('AiEtlTablePicker', () => {
  const answers = {
    'GET /v1/connections': connections,
    'GET /v1/connections/files/objects': { items: [{ object: 'flights.csv' }] },
    'GET /v1/connections/files/preview': preview,
  };

  it('offers only fitting connections, and shows rows and types of what is picked', async () => {
    const { last } = await show(AiEtlTablePicker, answers, { systems: ['file'], columns: true });
    await userEvent.click(await screen.findByRole('combobox'));
    await userEvent.click(await screen.findByRole('option', { name: 'flights.csv' }));
    expect(last()).toEqual({ connection: 'files', system: 'file', object: 'flights.csv' });
    const rows = within(await screen.findByRole('table'));
    expect(rows.getByRole('columnheader', { name: 'delay · int64' })).toBeInTheDocument();
    expect(rows.getByRole('cell', { name: 'Пулково' })).toBeInTheDocument();
    expect(rows.getByRole('cell', { name: '∅' })).toBeInTheDocument();
  });

  it('keeps some columns, and forgets the choice when all are taken again', async () => {
    const start = { connection: 'files', system: 'file', object: 'flights.csv' };
    const { last } = await show(AiEtlTablePicker, answers, { columns: true }, start);
    await userEvent.click(await screen.findByRole('button', { name: 'All 2 columns' }));
    await userEvent.click(screen.getByRole('button', { name: 'delay' }));
    expect(last()).toEqual({ ...start, fields: ['origin'] });
    await userEvent.click(screen.getByRole('button', { name: 'delay' }));
    expect(last()).toEqual(start);
  });

  it('says which connection is missing', async () => {
    await show(AiEtlTablePicker, answers, { systems: ['postgresql'] });
    expect(await screen.findByText(/no connection to postgresql/)).toBeInTheDocument();
  });
});

it('AiEtlKeys offers the columns of the picked table', async () => {
  const source = { connection: 'files', object: 'flights.csv' };
  const { last } = await show(AiEtlKeys, { 'GET /v1/connections/files/preview': preview }, {}, undefined, {
    source,
  });
  await userEvent.click(await screen.findByRole('button', { name: 'origin' }));
  expect(last()).toEqual(['origin']);
});

describe('AiEtlSentence', () => {
  const steps = [{ id: 'flights', kind: 'source', inputs: [], title: 'flights.csv' }];
  const question = {
    id: 'target',
    text: 'Where to?',
    free: false,
    options: [{ label: 'ClickHouse', value: 'clickhouse' }],
  };
  const answers = {
    'GET /v1/connections': connections,
    'POST /v1/generate': ({ body }: Asked) =>
      (body.answers as Record<string, string>).target === 'clickhouse'
        ? {
            status: 'ok',
            spec: {},
            steps,
            explanation: [{ phrase: 'flights', became: 'source flights.csv' }],
          }
        : { status: 'question', questions: [question], steps },
  };

  it('asks what is open, takes the answer from a button, and is then understood', async () => {
    const { last } = await show(AiEtlSentence, answers);
    await userEvent.type(screen.getByRole('textbox'), 'load flights');
    await userEvent.click(screen.getByRole('button', { name: 'Understand' }));
    expect(await screen.findByText('Where to?')).toBeInTheDocument();
    expect(last()).not.toHaveProperty('understood');
    await userEvent.click(screen.getByRole('button', { name: 'ClickHouse' }));
    expect(await screen.findByText('source flights.csv')).toBeInTheDocument();
    expect(last()).toEqual({
      text: 'load flights',
      understood: 'load flights',
      connections: ['files', 'warehouse'],
      answers: { target: 'clickhouse' },
    });
    await userEvent.type(screen.getByRole('textbox'), ' again');
    expect(last()).toEqual({ text: 'load flights again', connections: ['files', 'warehouse'] });
    expect(screen.getByText('The sentence has changed. Press Understand.')).toBeInTheDocument();
  });
});

describe('AiEtlPreview', () => {
  const form = {
    name: 'a',
    source: { connection: 'files', system: 'file', object: 'flights.csv' },
    target: { connection: 'warehouse', system: 'clickhouse', object: 'm.t' },
  };

  it('compiles what the template will compile, and shows the DAG first', async () => {
    const asked: unknown[] = [];
    const answers = {
      'POST /v1/validate': { findings: [], steps: [] },
      'POST /v1/compile': ({ body }: Asked) => {
        asked.push(body.spec);
        return {
          refusals: [],
          files: [
            { path: 'README.md', text: 'read me' },
            { path: 'dags/a.py', text: 'import airflow' },
          ],
        };
      },
    };
    await show(AiEtlPreview, answers, { recipe: 'file-to-warehouse' }, null, form);
    expect(await screen.findByRole('figure', { name: 'dags/a.py' })).toHaveTextContent('import airflow');
    expect(asked).toEqual([specOfForm('file-to-warehouse', form as PipelineForm)]);
  });

  it('says what stands against it instead of code', async () => {
    const findings = [{ severity: 'error', step: 'rows', message: 'no such field' }];
    await show(
      AiEtlPreview,
      { 'POST /v1/validate': { findings, steps: [] } },
      { recipe: 'file-to-warehouse' },
      null,
      form,
    );
    expect(await screen.findByText(/no such field/)).toBeInTheDocument();
    expect(screen.queryByRole('figure')).not.toBeInTheDocument();
  });

  it('waits until the form says enough', async () => {
    await show(AiEtlPreview, {}, { recipe: 'file-to-warehouse' }, null, { name: 'a' });
    expect(await screen.findByText(/Fill in the steps before/)).toBeInTheDocument();
  });
});
