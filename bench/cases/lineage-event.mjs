/** What the making of an OpenLineage event of a very wide table costs the sender, and how long it holds the event loop. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../scripts/environment.mjs';

export const title = 'OpenLineage event of a table of 5,000 columns';
export const target = 'four times the columns cost at most five times the work; no second without the event loop';

const require = createRequire(import.meta.url);
const room = (name) => require(join(root, 'shared-core', 'dist', ...name.split('/')));

const steps = {
  filter: () => ({ kind: 'filter', where: 'column_0 > 15' }),
  mask: (names) => ({ kind: 'mask', fields: Object.fromEntries(names.map((name) => [name, 'hash'])) }),
};

export async function measure({ runs }) {
  await room('sql').sqlReady();
  return Object.keys(steps).map((kind) => {
    const narrow = made(kind, 1250, runs);
    const wide = made(kind, 5000, runs);
    return {
      what: `source, ${kind}, target`,
      'CPU, ms (1,250 columns)': narrow.toFixed(0),
      'CPU, ms (5,000 columns), all of it at one go': wide.toFixed(0),
      ratio: (wide / narrow).toFixed(1),
    };
  });
}

/** CPU time of the START event, from the plan on: nothing of it waits, so it is the time that the loop is held. */
function made(kind, count, runs) {
  const { lineageJobOf, startEvent } = room('lineage/open-lineage');
  const about = { runId: '7c1f5a0e-5d0e-4c4e-9a7e-0f6f3d2b1a90', namespace: 'bench', door: 'cli' };
  const nameOf = ({ connection, object }) => ({ namespace: `bench://${connection}`, name: object });
  const times = [];
  for (let run = 0; run < runs; run += 1) {
    const plan = planOf(kind, count);
    const before = process.cpuUsage();
    JSON.stringify(startEvent({ job: lineageJobOf(plan), nameOf, about }, new Date()));
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return times.sort((one, other) => one - other)[runs >> 1];
}

function planOf(kind, count) {
  const names = Array.from({ length: count }, (_, at) => `column_${at}`);
  const type = { kind: 'integer', bits: 64, signed: true };
  const spec = {
    apiVersion: 'ai-etl/v1',
    name: 'wide',
    connections: { db: { system: 'postgresql' }, dw: { system: 'clickhouse' } },
    steps: [
      { id: 's', kind: 'source', connection: 'db', object: 'public.wide' },
      { id: 'step', input: 's', ...steps[kind](names) },
      { id: 't', kind: 'target', input: 'step', connection: 'dw', object: 'mart.wide', mode: 'replace' },
    ],
  };
  const fields = names.map((name) => ({ name, type, nullable: true }));
  return room('plan').requirePlan(room('spec').parseSpec(JSON.stringify(spec)), { s: { fields } });
}
