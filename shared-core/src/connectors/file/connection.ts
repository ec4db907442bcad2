import type { z } from 'zod';
import type { Connection, Connector, ObjectDescription, OpenContext } from '../contract';
import type { fileConfigSchema } from './config';
import { fileErrors } from './errors';
import { inspect, type Inspected } from './inspect';
import { listFiles, listFolders, testFolder } from './look';
import { parseOptions } from './options';
import { passesAs, readObject } from './read';
import { dialectOf, relationOf } from './relation';
import { FileSession } from './session';
import { fullPathOf, pathOf } from './paths';
import { writeObject } from './write';

/** @internal */
export async function open(
  connector: Connector,
  settings: z.input<typeof fileConfigSchema>,
  context: OpenContext,
): Promise<Connection> {
  const session = await FileSession.open(context.name, settings);
  return connectionOf(connector, session);
}

function connectionOf(connector: Connector, session: FileSession): Connection {
  /** The path is wanted for messages only: an object that is outside or missing is told of by the work itself. */
  const at = async (object: string) => ({
    object,
    path: await pathOf(session, object).catch(() => undefined),
  });
  const noSql = () => Promise.reject(fileErrors['no-sql']({ connection: session.connection }));
  return {
    connector,
    name: session.connection,
    test: (options) =>
      session.attempt({ object: session.root ?? '.', signal: options?.signal }, () => testFolder(session)),
    naming: async (object) => ({ namespace: 'file', name: fullPathOf(session, object) }),
    list: (options) =>
      session.attempt({ object: options?.container ?? '.', signal: options?.signal }, () =>
        listFiles(session, options),
      ),
    containers: (options) =>
      session.attempt({ object: '.', signal: options?.signal }, () => listFolders(session)),
    describe: async (object, options) =>
      session.attempt({ ...(await at(object)), signal: options?.signal }, async () =>
        descriptionOf(await inspect(session, object, parseOptions(options?.options))),
      ),
    query: noSql,
    execute: noSql,
    read: async (object, request) =>
      session.attempt({ ...(await at(object)), signal: request.signal }, () =>
        readObject(session, object, request),
      ),
    write: async (object, stream, request) =>
      session.attempt({ ...(await at(object)), right: 'write', signal: request.signal }, () =>
        writeObject(session, object, stream, request),
      ),
    engineRelation: async (object, options = {}) =>
      session.attempt({ ...(await at(object)), signal: options.signal }, async () =>
        relationOf(
          session,
          await inspect(session, object, parseOptions(options.options)),
          options.schema,
          options.signal,
        ),
      ),
    close: () => session.close(),
  };
}

function descriptionOf(inspected: Inspected): ObjectDescription {
  const {
    object,
    schema,
    rows,
    sizeBytes,
    format,
    compression,
    files,
    csv,
    encoding,
    inferences,
    fieldInferences,
  } = inspected;
  return {
    object,
    schema,
    ...(rows !== undefined && { rows }),
    sizeBytes,
    passesAs: passesAs(inspected),
    details: {
      format,
      compression,
      files: files.length,
      ...(encoding !== undefined && { encoding }),
      ...(csv && {
        csv: dialectOf(inspected),
        comment: csv.comment,
        rowsAreExact: csv.headBytes === sizeBytes && compression === 'none',
      }),
      // Why each of it was taken to be so.
      dialect: inferences,
      fields: fieldInferences,
    },
  };
}
