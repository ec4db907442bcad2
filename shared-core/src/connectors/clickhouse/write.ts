import type { Field, TableSchema } from '../../schema';
import type { DatasetStream, WriteRequest, WriteResult } from '../contract';
import { joinObject, splitObject } from '../object-name';
import type { Relation } from './catalog';
import { fillFromQuery, fillFromStream, type Fill } from './fill';
import type { LoadLedger, RecordedLoad } from './load-ledger';
import { layoutOf, modes } from './modes';
import type { Staged } from './staged';
import { wasPublished } from './publish';
import { quoteTable } from './quote';
import type { ClickHouseServer } from './server';
import { countRows, createStaging, dropStaging, stagingOf } from './staging';
import { assertLoadable, openTarget } from './target';

/** @internal */
export async function write(
  server: ClickHouseServer,
  object: string,
  stream: DatasetStream,
  request: WriteRequest,
): Promise<WriteResult> {
  try {
    return await load(server, object, stream.schema, request, (relation) =>
      fillFromStream(stream, { server, relation, object, request }),
    );
  } finally {
    if (stream.format !== 'rows') stream.bytes.destroy();
  }
}

/** @internal */
export function writeQuery(
  server: ClickHouseServer,
  object: string,
  sql: string,
  schema: TableSchema,
  request: WriteRequest,
): Promise<WriteResult> {
  return load(server, object, schema, request, (relation) =>
    fillFromQuery(sql, schema.fields, { server, relation, object, request }),
  );
}

/** Loads of this process by server, table and run: the same load asked for twice waits, and finds itself done. */
const running = new Map<string, Promise<unknown>>();

async function alone<T>(key: string, work: () => Promise<T>): Promise<T> {
  while (running.has(key)) await running.get(key);
  const done = work();
  running.set(
    key,
    done.then(
      () => undefined,
      () => undefined,
    ),
  );
  try {
    return await done;
  } finally {
    running.delete(key);
  }
}

function load(
  server: ClickHouseServer,
  object: string,
  schema: TableSchema,
  request: WriteRequest,
  filling: (relation: Relation) => Fill,
): Promise<WriteResult> {
  const { container = server.settings.database, name } = splitObject(object);
  const { host, port } = server.settings;
  const key = JSON.stringify([host, port, container, name, request.runId]);
  return alone(key, async () => {
    const { relation, ledger, earlier } = await openTarget(server, { container, name }, request);
    assertLoadable(relation, namesOf(schema.fields), request, server);
    if (earlier?.state === 'done') return { ...resultOf(earlier.load), alreadyLoaded: true };
    if (earlier && (await wasPublished(server, relation, earlier.evidence)))
      return finish(server, relation, ledger, request, earlier.load);
    return stageAndPublish(server, relation, ledger, schema, request, filling(relation));
  });
}

const namesOf = (fields: Field[]) => fields.map((field) => field.name);

/** An earlier attempt came as far as readers and no further. */
async function finish(
  server: ClickHouseServer,
  relation: Relation,
  ledger: LoadLedger,
  request: WriteRequest,
  recorded: RecordedLoad,
): Promise<WriteResult> {
  await ledger.done(request.runId, request.mode, recorded);
  for (const role of ['rows', 'keyed', 'next'] as const)
    await dropStaging(
      server,
      stagingOf(relation, request.runId, role),
      role === 'next' ? server.onCluster : '',
    );
  return { ...resultOf(recorded), alreadyLoaded: true };
}

async function stageAndPublish(
  server: ClickHouseServer,
  relation: Relation,
  ledger: LoadLedger,
  schema: TableSchema,
  request: WriteRequest,
  fill: Fill,
): Promise<WriteResult> {
  const { mode, runId, keys = [] } = request;
  const rows = stagingOf(relation, runId, 'rows');
  const made = [rows];
  const object = joinObject({ container: relation.database, name: relation.name });
  let isPublishing = false;
  try {
    await createStaging(server, relation, rows, layoutOf(mode, relation));
    const { bytes } = await fill(quoteTable(rows), mode === 'merge');
    const counting = countRows(server, rows);
    const staged: Staged = {
      server,
      relation,
      rows,
      count: counting,
      fields: namesOf(schema.fields),
      keys,
      runId,
      object,
      made,
    };
    const [count, prepared] = await Promise.all([counting, modes[mode](staged)]);
    await request.beforePublish?.(count);
    request.signal?.throwIfAborted();
    const recorded = { rows: count, bytes, superseded: prepared.superseded };
    await ledger.publishing(runId, mode, recorded, prepared.evidence);
    isPublishing = true;
    await prepared.publish();
    isPublishing = false;
    // Whether it was published can be told from the target alone, should this be all that an attempt comes to.
    await Promise.all([
      ledger.done(runId, mode, recorded),
      ...made.splice(0).map((one) => tidy(server, one)),
    ]);
    return resultOf(recorded);
  } catch (error) {
    const typed = server.typed(error, { object, signal: request.signal });
    isPublishing &&= unanswered.includes(typed.code);
    throw typed;
  } finally {
    // While it is not known whether readers see the rows, the next attempt needs everything as it is.
    if (!isPublishing) for (const table of made) await tidy(server, table);
  }
}

/** Errors after which nobody knows whether the server did what it was asked. */
const unanswered = ['connector.connection-lost', 'connector.connection-refused', 'connector.timeout'];

/** What could not be dropped now is dropped by the next load with this run id; the load itself is decided. */
const tidy = (server: ClickHouseServer, table: { database: string; name: string }) =>
  dropStaging(server, table, table.name.startsWith('ai_etl_next_') ? server.onCluster : '').catch(
    () => undefined,
  );

const resultOf = ({ rows, bytes, superseded }: RecordedLoad): WriteResult => ({
  written: rows,
  bytes,
  ...(superseded > 0 && { superseded }),
});
