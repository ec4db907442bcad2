import { auditReadPermission, pipelineRestorePermission } from '@ai-etl/backstage-plugin-ai-etl-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  auditEntries,
  difference,
  failedRun,
  flights,
  flightsDataset,
  flightsPipeline,
  versions,
} from './__testUtils__/answers';
import { flightsGraph } from './__testUtils__/graphs';
import { openPage, Refusal } from './__testUtils__/served';

const facets = { owners: ['group:default/analytics'], tags: ['nightly'], systems: ['file'] };
const list = { items: [flights], total: 1, facets };
const ofFlights = {
  'GET /v1/pipelines/delayed-flights': flightsPipeline,
  'GET /v1/pipelines/delayed-flights/code': {
    files: [{ path: 'dags/flights.py', text: 'import airflow\n' }],
    refusals: [],
  },
  'GET /v1/pipelines/delayed-flights/runs': { items: [failedRun], total: 1 },
  'GET /v1/pipelines/delayed-flights/versions': { items: versions },
  'GET /v1/pipelines/delayed-flights/diff': difference,
  'GET /v1/runs/r2': failedRun,
};

jest.setTimeout(30_000);

describe('Pipelines', () => {
  it('lists pipelines with their runs in words', async () => {
    await openPage('/ai-etl', { 'GET /v1/pipelines': list });
    const row = within(await screen.findByRole('row', { name: /delayed-flights/ }));
    expect(row.getByRole('link', { name: 'delayed-flights' })).toHaveAttribute(
      'href',
      '/ai-etl/pipelines/delayed-flights',
    );
    expect(row.getByText('every day at 06:00')).toBeInTheDocument();
    expect(
      row.getByRole('link', {
        name: 'Runs of delayed-flights. Runs: 2, succeeded: 1, failed: 1; the last one: Failed',
      }),
    ).toHaveAttribute('href', '/ai-etl/pipelines/delayed-flights/runs');
  });

  it('asks for what was typed once typing rests', async () => {
    const asked: string[] = [];
    await openPage('/ai-etl', {
      'GET /v1/pipelines': ({ query }: { query: URLSearchParams }) => {
        asked.push(query.get('search') ?? '');
        return query.get('search') ? { items: [], total: 0, facets } : list;
      },
    });
    const search = await screen.findByRole('searchbox', { name: 'Search pipelines' });
    await userEvent.keyboard('/');
    expect(search).toHaveFocus();
    await userEvent.type(search, 'orders');
    expect(await screen.findByText('Nothing matches')).toBeInTheDocument();
    expect(asked).toEqual(['', 'orders']);
    await userEvent.click(screen.getAllByRole('button', { name: 'Clear filters' })[0]);
    expect(await screen.findByRole('link', { name: 'delayed-flights' })).toBeInTheDocument();
  });

  it('counts how the last runs ended, and shows those alone whose count is pressed', async () => {
    const asked: (string | null)[] = [];
    await openPage('/ai-etl?sort=status', {
      'GET /v1/pipelines': ({ query }: { query: URLSearchParams }) => {
        asked.push(query.get('status'));
        return { ...list, states: { failed: 12, success: 3000, never: 1 } };
      },
    });
    expect(await screen.findByRole('button', { name: 'All 3,013' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'Failed 12' }));
    await waitFor(() => expect(asked).toEqual([null, 'failed']));
    expect(screen.getByRole('button', { name: 'Failed 12' })).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(screen.getByRole('button', { name: 'Failed 12' }));
    await waitFor(() => expect(screen.getByRole('button', { name: /^All/ })).toHaveAttribute('aria-pressed', 'true'));
  });

  it('finds an owner among many by typing', async () => {
    const owners = Array.from({ length: 40 }, (_, index) => `group:default/team-${index}`);
    const asked: (string | null)[] = [];
    await openPage('/ai-etl', {
      'GET /v1/pipelines': ({ query }: { query: URLSearchParams }) => {
        asked.push(query.get('owner'));
        return { ...list, facets: { ...facets, owners } };
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: /Owner/ }));
    await userEvent.type(await screen.findByPlaceholderText('Type to find'), 'team-27');
    await userEvent.click(await screen.findByRole('option', { name: 'team-27' }));
    await waitFor(() => expect(asked).toEqual([null, 'group:default/team-27']));
  });

  it('teaches when there is nothing yet', async () => {
    await openPage('/ai-etl', { 'GET /v1/pipelines': { items: [], total: 0 } });
    expect(await screen.findByText('ai-etl publish pipeline.yaml')).toBeInTheDocument();
  });

  it('says what went wrong and tries again', async () => {
    let broken = true;
    await openPage('/ai-etl', {
      'GET /v1/pipelines': () => (broken ? new Refusal(503, 'The database is away') : list),
    });
    expect(await screen.findByText('The database is away')).toBeInTheDocument();
    broken = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('link', { name: 'delayed-flights' })).toBeInTheDocument();
  });
});

describe('Pipeline', () => {
  it('shows spec and code side by side, and compiles to another target', async () => {
    const targets: (string | null)[] = [];
    await openPage('/ai-etl/pipelines/delayed-flights', {
      ...ofFlights,
      'GET /v1/pipelines/delayed-flights/code': ({ query }: { query: URLSearchParams }) => {
        targets.push(query.get('target'));
        return query.get('target') === 'n8n'
          ? { files: [], refusals: [{ severity: 'error', message: 'n8n cannot say this', step: 'mart' }] }
          : { files: [{ path: 'dags/flights.py', text: 'import airflow\n' }], refusals: [] };
      },
    });
    expect(await screen.findByRole('figure', { name: 'delayed-flights.yaml' })).toHaveTextContent(
      'apiVersion: ai-etl/v1',
    );
    expect(await screen.findByRole('figure', { name: 'dags/flights.py' })).toHaveTextContent(
      'import airflow',
    );
    await userEvent.click(screen.getByRole('radio', { name: 'n8n' }));
    expect(await screen.findByText(/n8n cannot say this/)).toBeInTheDocument();
    expect(targets).toEqual(['airflow', 'n8n']);
  });

  it('keeps names of any letters whole', async () => {
    const name = 'заказы/день';
    await openPage(`/ai-etl/pipelines/${encodeURIComponent(name)}`, {
      [`GET /v1/pipelines/${name}`]: { ...flightsPipeline, name },
    });
    expect(await screen.findByRole('heading', { name })).toBeInTheDocument();
    expect(document.title).toMatch(/^заказы\/день \| /);
  });

  it('opens a run with its ledger, checks, tasks and error', async () => {
    await openPage('/ai-etl/pipelines/delayed-flights/runs', ofFlights);
    await userEvent.click(await screen.findByRole('row', { name: /Failed/ }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(await dialog.findByText('Memory limit exceeded')).toBeInTheDocument();
    const rejects = within(dialog.getByRole('table', { name: 'Rows set aside' }));
    expect(rejects.getByRole('row', { name: /17 18 delay Not a number mart/ })).toBeInTheDocument();
    expect(rejects.getByText('a-reason-of-tomorrow')).toBeInTheDocument();
    expect(dialog.getByText(/^2 of 7/)).toBeInTheDocument();
    expect(
      within(dialog.getByRole('table', { name: 'Row ledger' })).getByText('Balances'),
    ).toBeInTheDocument();
    expect(within(dialog.getByRole('table', { name: 'Checks' })).getByText('Failed')).toBeInTheDocument();
    expect(within(dialog.getByRole('table', { name: 'Tasks' })).getByText('load_mart')).toBeInTheDocument();
  });

  it('says which source of runs gave none, beside the runs that are known', async () => {
    const message = 'Airflow at http://airflow.test answers with a page instead of JSON';
    await openPage('/ai-etl/pipelines/delayed-flights/runs', {
      ...ofFlights,
      'GET /v1/pipelines/delayed-flights/runs': {
        items: [failedRun],
        total: 1,
        problems: [{ source: 'airflow', message, messageRu: 'Вместо JSON пришла страница' }],
      },
    });
    expect(await screen.findByText(message)).toBeInTheDocument();
    expect(screen.getByText('No answer from airflow: its runs may be missing here')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /Failed/ })).toBeInTheDocument();
  });

  it('says what changed between versions and rolls back after a question', async () => {
    const sent: unknown[] = [];
    await openPage('/ai-etl/pipelines/delayed-flights/versions', {
      ...ofFlights,
      'POST /v1/pipelines/delayed-flights/rollback': ({ body }: { body?: unknown }) => {
        sent.push(body);
        return new Refusal(409, 'Somebody published version 3 meanwhile');
      },
    });
    expect(await screen.findByText('steps.late.where: “delay > 30” became “delay > 15”')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Roll back to this version' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Roll back to version 1?' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Roll back to this version' }));
    expect(await dialog.findByText('Somebody published version 3 meanwhile')).toBeInTheDocument();
    expect(sent).toEqual([{ version: 1, expectedVersion: 2 }]);
  });

  it('compares the versions that the address names', async () => {
    const asked: string[] = [];
    await openPage('/ai-etl/pipelines/delayed-flights/versions?from=2&to=1', {
      ...ofFlights,
      'GET /v1/pipelines/delayed-flights/diff': ({ query }: { query: URLSearchParams }) => {
        asked.push(`${query.get('from')} to ${query.get('to')}`);
        return difference;
      },
    });
    expect(await screen.findByText('Also by city')).toBeInTheDocument();
    await waitFor(() => expect(asked).toEqual(['2 to 1']));
  });

  it('offers no way back to those who may not restore', async () => {
    // Another name: the app remembers for a while what one may do with a pipeline.
    const kept = {
      'GET /v1/pipelines/kept': { ...flightsPipeline, name: 'kept' },
      'GET /v1/pipelines/kept/versions': { items: versions },
      'GET /v1/pipelines/kept/diff': difference,
    };
    await openPage('/ai-etl/pipelines/kept/versions', kept, { denied: [pipelineRestorePermission.name] });
    expect(await screen.findByText('Also by city')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Roll back to this version' })).not.toBeInTheDocument();
  });
});

describe('History', () => {
  const told = { 'GET /v1/pipelines/delayed-flights/audit': { items: auditEntries }, ...ofFlights };

  it('says who did what, and narrows it to one action', async () => {
    await openPage('/ai-etl/pipelines/delayed-flights/history', told);
    expect(await screen.findByText('anna went back to version 1, now version 3')).toBeInTheDocument();
    expect(screen.getByText('anna published it for the first time')).toBeInTheDocument();
    expect(screen.getByText('boris published version 2')).toBeInTheDocument();
    expect(screen.getByText('Also by city')).toBeInTheDocument();
    expect(screen.queryByText('back to version 1')).not.toBeInTheDocument();
    expect(
      screen.getAllByRole('link', { name: 'What changed' }).map((link) => link.getAttribute('href')),
    ).toEqual([
      '/ai-etl/pipelines/delayed-flights/versions?from=2&to=3',
      '/ai-etl/pipelines/delayed-flights/versions?from=1&to=2',
    ]);
    await userEvent.click(screen.getByRole('button', { name: /Action/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Rolled back' }));
    await waitFor(() => expect(screen.queryByText('boris published version 2')).not.toBeInTheDocument());
    expect(screen.getByText('anna went back to version 1, now version 3')).toBeInTheDocument();
  });

  it('is not offered to those who may not read it', async () => {
    await openPage('/ai-etl/pipelines/delayed-flights', told, { denied: [auditReadPermission.name] });
    expect(await screen.findByRole('figure', { name: 'delayed-flights.yaml' })).toBeInTheDocument();
    expect(screen.queryByText('History')).not.toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Changes' })).not.toBeInTheDocument();
  });

  it('of all pipelines names them, and links to those that are still there', async () => {
    const gone = {
      pipeline: 'gone',
      at: '2026-11-20T09:00:00Z',
      who: 'user:default/anna',
      action: 'delete',
      version: 1,
    };
    await openPage('/ai-etl/changes', {
      'GET /v1/audit': { items: [gone, ...auditEntries], total: 1 + auditEntries.length },
    });
    expect(await screen.findByText('anna deleted it')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'gone' })).not.toBeInTheDocument();
    expect(screen.getAllByRole('link', { name: 'delayed-flights' })).toHaveLength(auditEntries.length);
  });
});

describe('what is not there', () => {
  it('is said so, with a way on', async () => {
    await openPage('/ai-etl/pipelines/nope', {
      'GET /v1/pipelines/nope': new Refusal(404, 'no pipeline is named "nope"'),
    });
    expect(await screen.findByText('There is nothing here')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All pipelines' })).toHaveAttribute('href', '/ai-etl');
  });

  it('is told from what one may not see', async () => {
    await openPage('/ai-etl/changes', {
      'GET /v1/audit': new Refusal(403, 'no permission ai-etl.audit.read'),
    });
    expect(await screen.findByText('Your role does not allow this')).toBeInTheDocument();
  });
});

describe('Dataset', () => {
  it('says of each column where its values come from and go', async () => {
    await openPage('/ai-etl/datasets/mart', {
      'GET /v1/datasets/mart': {
        ...flightsDataset,
        id: 'mart',
        fields: [
          { name: 'city', type: 'text' },
          { name: 'total', type: 'int64' },
        ],
      },
      'GET /v1/lineage': flightsGraph,
    });
    const columns = within(await screen.findByRole('table', { name: 'Columns' }));
    expect(await columns.findByRole('link', { name: 'airports.csv · city' })).toHaveAttribute(
      'href',
      '/ai-etl/datasets/airports',
    );
    expect(columns.getByRole('link', { name: 'board · city' })).toBeInTheDocument();
    expect(columns.getByRole('link', { name: 'flights.csv · delay' })).toBeInTheDocument();
    // Nothing is known of them, so there is no column that says nothing.
    expect(columns.queryByRole('columnheader', { name: 'Sensitivity' })).not.toBeInTheDocument();
  });

  it('shows columns, profile, consumers, aliases, and that it is gone', async () => {
    await openPage('/ai-etl/datasets/flights', { 'GET /v1/datasets/flights': flightsDataset });
    const columns = within(await screen.findByRole('table', { name: 'Columns' }));
    expect(columns.getByRole('link', { name: 'Lineage of column delay' })).toHaveAttribute(
      'href',
      '/ai-etl/lineage?dataset=flights&picked=dataset%3Aflights&column=delay',
    );
    expect(screen.getByRole('img', { name: 'Distribution of delay, from 0 to 20' })).toBeInTheDocument();
    expect(within(screen.getByRole('article', { name: 'origin' })).getByText('SVO')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'delayed-flights' })).toBeInTheDocument();
    expect(screen.getByText('file /data/flights.csv')).toBeInTheDocument();
    expect(screen.getByText(/reported as dropped/)).toBeInTheDocument();
  });
});

describe('Lineage', () => {
  const answers = {
    'GET /v1/lineage': flightsGraph,
    'GET /v1/impact': {
      items: [
        {
          distance: 1,
          dataset: {
            id: 'mart',
            namespace: 'ch',
            name: 'analytics.mart',
            entityRef: 'resource:default/mart',
          },
          field: 'total',
          pipeline: 'delays',
          kind: 'direct',
        },
      ],
    },
  };

  it('shows how it was at a moment of the past, and what changed since', async () => {
    const [now, before] = ['2026-11-20T06:00:00.000Z', '2026-11-01T06:00:00.000Z'];
    const asked: (string | null)[] = [];
    const none = { edges: [], columnEdges: [] };
    await openPage('/ai-etl/lineage?dataset=mart', {
      ...answers,
      'GET /v1/lineage': ({ query }: { query: URLSearchParams }) => {
        asked.push(query.get('at'));
        return flightsGraph;
      },
      'GET /v1/lineage/history': {
        items: [now, before].map((at, index) => ({
          at,
          pipeline: 'delays',
          version: 2 - index,
          added: none,
          removed: none,
        })),
      },
      'GET /v1/lineage/changes': ({ query }: { query: URLSearchParams }) => ({
        from: { at: query.get('from') },
        to: {},
        nodes: flightsGraph.nodes,
        added: { edges: [{ from: 'dataset:airports', to: 'pipeline:delays' }], columnEdges: [] },
        removed: {
          edges: [],
          columnEdges: [
            {
              from: { dataset: 'flights', field: 'gate' },
              to: { dataset: 'mart', field: 'total' },
              kind: 'direct',
              pipeline: 'delays',
            },
          ],
        },
        kept: none,
        truncated: false,
      }),
    });
    await userEvent.click(await screen.findByRole('button', { name: /As of/ }));
    await userEvent.click(await screen.findByRole('option', { name: /v1/ }));
    const panel = within(await screen.findByRole('complementary', { name: 'What changed since then' }));
    expect(await panel.findByText(/airports\.csv → /)).toBeInTheDocument();
    expect(panel.getByText(/flights\.csv · gate → /)).toBeInTheDocument();
    expect(asked).toEqual([null, before]);
    expect(screen.getByRole('switch', { name: 'Impact' })).toBeDisabled();
    await userEvent.click(panel.getByRole('button', { name: 'Back to now' }));
    await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument());
  });

  it('has a table that says what the picture shows, and only the path of what is picked', async () => {
    await openPage('/ai-etl/lineage?dataset=mart&view=table', answers);
    const nodes = within(await screen.findByRole('table', { name: 'Datasets' }));
    expect(nodes.getAllByRole('row')).toHaveLength(1 + flightsGraph.nodes.length);
    expect(within(screen.getByRole('table', { name: 'Columns' })).getAllByRole('row')).toHaveLength(1 + 3);
    await userEvent.click(screen.getByRole('switch', { name: 'Indirect' }));
    await waitFor(() =>
      expect(within(screen.getByRole('table', { name: 'Columns' })).getAllByRole('row')).toHaveLength(1 + 6),
    );
    await userEvent.type(screen.getByRole('searchbox', { name: 'Find in graph' }), 'airports.csv{enter}');
    await waitFor(() => expect(nodes.queryByText('flights.csv')).not.toBeInTheDocument());
  });

  it('lists what would break', async () => {
    await openPage('/ai-etl/lineage?dataset=flights&picked=dataset:flights&column=delay&impact=on', answers);
    const panel = within(await screen.findByRole('complementary', { name: 'Impact' }));
    expect(panel.getByText('What breaks without flights.csv · delay')).toBeInTheDocument();
    expect(await panel.findByRole('link', { name: 'analytics.mart' })).toBeInTheDocument();
    expect(panel.getByRole('button', { name: 'Export CSV' })).toBeInTheDocument();
  });

  it('walks by keyboard and says where one is', async () => {
    await openPage('/ai-etl/lineage?dataset=mart', answers);
    const canvas = await screen.findByRole('application', { name: 'Lineage graph' });
    canvas.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(await within(canvas).findByText('Dataset, analytics.mart, Columns: 2')).toBeInTheDocument();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(
      await within(canvas).findByText('Dataset, analytics.mart, Columns: 2, Column city'),
    ).toBeInTheDocument();
    expect(await within(canvas).findByRole('region', { name: 'Path of analytics.mart' })).toBeInTheDocument();
    await userEvent.keyboard('{ArrowLeft}');
    expect(await within(canvas).findByText('Pipeline, delays, Failed')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(within(canvas).queryByText('Pipeline, delays, Failed')).not.toBeInTheDocument(),
    );
  });

  it('loads neighbours and shows all columns by keyboard', async () => {
    const wide = Array.from({ length: 12 }, (_, index) => ({ name: `c${index}`, type: 'text' }));
    const asked: string[] = [];
    await openPage('/ai-etl/lineage?dataset=mart', {
      ...answers,
      'GET /v1/lineage': ({ query }: { query: URLSearchParams }) => {
        asked.push(query.get('dataset') ?? '');
        return {
          ...flightsGraph,
          nodes: flightsGraph.nodes.map((node) =>
            node.id === 'dataset:mart' ? { ...node, fields: wide } : node,
          ),
        };
      },
    });
    const canvas = await screen.findByRole('application', { name: 'Lineage graph' });
    expect(canvas).toHaveAccessibleDescription(/E shows all columns/);
    canvas.focus();
    await userEvent.keyboard('{ArrowRight}');
    expect(await within(canvas).findByText('Dataset, analytics.mart, Columns: 8')).toBeInTheDocument();
    await userEvent.keyboard('e');
    expect(await within(canvas).findByText('Dataset, analytics.mart, Columns: 12')).toBeInTheDocument();
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(asked).toEqual(['mart', 'mart', 'mart']));
  });

  it('turns direction and impact by keyboard', async () => {
    const directions: (string | null)[] = [];
    await openPage('/ai-etl/lineage?dataset=flights&picked=dataset:flights&column=delay', {
      ...answers,
      'GET /v1/lineage': ({ query }: { query: URLSearchParams }) => {
        directions.push(query.get('direction'));
        return flightsGraph;
      },
    });
    (await screen.findByRole('button', { name: /Direction/ })).focus();
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('option', { name: 'Downstream' });
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await waitFor(() => expect(directions).toEqual(['both', 'downstream']));
    screen.getByRole('switch', { name: 'Impact' }).focus();
    await userEvent.keyboard(' ');
    expect(await screen.findByRole('complementary', { name: 'Impact' })).toBeInTheDocument();
  });

  it('asks where to start when the address does not say', async () => {
    await openPage('/ai-etl/lineage', {
      'GET /v1/datasets': { items: [flightsDataset], total: 1 },
      'GET /v1/pipelines': list,
    });
    expect(await screen.findByRole('link', { name: 'flights.csv' })).toHaveAttribute(
      'href',
      '/ai-etl/lineage?dataset=flights',
    );
    expect(screen.getByRole('link', { name: 'delayed-flights' })).toHaveAttribute(
      'href',
      '/ai-etl/lineage?pipeline=delayed-flights',
    );
  });
});
