import { compile, parseSpec, type PipelineSpecInput } from '@ai-etl/core';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline as finished } from 'node:stream/promises';
import { Client } from 'pg';
import { from } from 'pg-copy-streams';
import { N8nUnderTest } from './n8n-under-test';

/** A pipeline compiled to a workflow, imported into a real n8n and run there: what compiles also runs. */
const pipeline = `
apiVersion: ai-etl/v1
name: compiled-flights
parameters: { least: { type: int64, default: 15 } }
connections:
  files: { system: file }
  app: { system: postgresql }
steps:
  - { id: flights, kind: source, connection: files, object: flights.csv, fields: [origin, delay, distance], where: distance > 100 }
  - { id: airports, kind: source, connection: files, object: airports.csv }
  - { id: far, kind: filter, input: flights, where: distance > 800 }
  - { id: near, kind: filter, input: flights, where: distance between 400 and 800 }
  - { id: close, kind: filter, input: flights, where: distance < 400 }
  - { id: every, kind: union, inputs: [far, near, close] }
  - { id: late, kind: filter, input: every, where: "delay > parameter('least')" }
  - { id: placed, kind: join, left: late, right: airports, type: left, on: late.origin = airports.iata }
  - { id: hours, kind: derive, input: placed, fields: { hours: delay / 60.0, state: "coalesce(state, '?')" } }
  - id: by_state
    kind: aggregate
    input: hours
    by: [state]
    measures: { flights: count(*), hours: sum(hours) }
    having: flights >= 5
  - { id: ranked, kind: window, input: by_state, orderBy: [flights desc, state], fields: { place: row_number() } }
  - { id: slim, kind: select, input: ranked, fields: [{ rank: place }, state, flights] }
  - { id: top, kind: sort, input: slim, by: [rank], limit: 10 }
  - { id: sound, kind: quality, input: top, checks: [{ name: states are unique, unique: [state] }] }
  - { id: mart, kind: target, input: sound, connection: app, object: public.compiled_flights, mode: replace }
`;

/** The same by hand, over the same files loaded by the server itself. */
const byHand = `
  select row_number() over (order by count(*) desc, coalesce(a.state, '?')) as rank,
         coalesce(a.state, '?') as state, count(*) as flights
  from raw_flights f left join raw_airports a on a.iata = f.origin
  where f.delay > 15 and f.distance > 100
  group by coalesce(a.state, '?') having count(*) >= 5 order by 1 limit 10`;

jest.setTimeout(300_000);

let n8n: N8nUnderTest;
let database: Client;

beforeAll(async () => {
  n8n = await N8nUnderTest.start({ rows: 5000 });
  const { host, port, user, password } = n8n.started.servers.find(({ system }) => system === 'postgresql')!;
  database = new Client({ host, port, user, password, database: 'postgres' });
  await database.connect();
});

afterAll(async () => {
  await database?.end();
  await n8n?.stop();
});

test('a compiled workflow loads what the pipeline says', async () => {
  const written = parseSpec(pipeline).steps;
  const { files } = await compile(parseSpec(pipeline), 'n8n', { credentials: { app: 'App database' } });
  const workflow = JSON.parse(files['compiled-flights.json']!) as { id: string };
  await n8n.importWorkflows([workflow]);
  const done = await n8n.run(workflow.id);
  expect(done.error).toBeUndefined();
  const { spec } = (done.nodes.mart!.json[0] as { dataset: { spec: PipelineSpecInput } }).dataset;
  const drawn = parseSpec(spec).steps;
  const same = ['airports', 'every', 'hours', 'by_state', 'ranked', 'slim', 'top', 'sound'];
  for (const id of same)
    expect(drawn.find((step) => step.id === id)).toEqual(written.find((step) => step.id === id));
  await loadRaw('flights', 'date timestamp, delay int, distance int, origin text, destination text');
  await loadRaw(
    'airports',
    'iata text, name text, city text, state text, country text, latitude float, longitude float',
  );
  const { rows: loaded } = await database.query('select * from public.compiled_flights order by 1');
  const { rows: expected } = await database.query(byHand);
  expect(expected).toHaveLength(10);
  expect(loaded).toEqual(expected);
});

async function loadRaw(name: string, columns: string) {
  await database.query(`create table raw_${name} (${columns})`);
  const text = readFileSync(`${n8n.started.files}/${name}.csv`);
  await finished(
    Readable.from(text),
    database.query(from(`copy raw_${name} from stdin with (format csv, header)`)),
  );
}
