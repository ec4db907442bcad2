import { connectors, type Connection, type Connector, type Row, type StepOf } from '@ai-etl/core';
import type { ConnectionInfo, Field } from '@ai-etl/backstage-plugin-ai-etl-common';
import type { RootConfigService } from '@backstage/backend-plugin-api';
import { fieldsOf } from '../pipelines/spec-reading';
import { portalConnectionErrors } from './errors';
import { firstRows } from './first-rows';

interface Configured {
  name: string;
  system: string;
  connector: Connector;
  settings: Record<string, unknown>;
}

type Described = Awaited<ReturnType<Connection['describe']>>;

const patienceSeconds = 20;
const previewRows = 50;
const mostObjects = 1000;

/** The connections of the portal's configuration, and no others; what they are made of never leaves this class. */
export class Connections {
  private readonly configured: Map<string, Configured>;

  /** @throws `connector.unknown-system`, `portal.file-without-root` (input) */
  constructor(config: RootConfigService) {
    const section = config.getOptionalConfig('aiEtl.connections');
    const names = section?.keys() ?? [];
    this.configured = new Map(
      names.map((name) => {
        const { system, ...settings } = section!.get<{ system: string; root?: string }>(name);
        if (system === 'file' && !settings.root) throw portalConnectionErrors['file-without-root']({ name });
        return [name, { name, system, connector: connectors.get(system), settings }];
      }),
    );
  }

  list(): ConnectionInfo[] {
    return [...this.configured.values()].map(({ name, system, connector }) => ({
      name,
      system,
      title: connector.title,
    }));
  }

  /** @throws `portal.unknown-connection` (input) */
  named(name: string): Configured {
    const found = this.configured.get(name);
    if (!found) throw portalConnectionErrors['unknown-connection']({ name });
    return found;
  }

  /** Tables or files; at most 1,000. @throws `connector.*` */
  async objects(name: string, search?: string): Promise<{ object: string; rows?: number }[]> {
    return this.using(name, async (connection, signal) => {
      const listed = await connection.list({ pattern: search || undefined, limit: mostObjects, signal });
      return listed.filter(({ kind }) => kind !== 'folder').map(({ object, rows }) => ({ object, rows }));
    });
  }

  /** Fields, and what else the connector tells of an object, such as a file's encoding. @throws `connector.*` */
  async describe(name: string, object: string, options?: StepOf<'source'>['options']): Promise<Described> {
    return this.using(name, (connection, signal) => connection.describe(object, { options, signal }));
  }

  has(name: string): boolean {
    return this.configured.has(name);
  }

  /** Fields and first rows. @throws `connector.*` */
  async preview(name: string, object: string): Promise<{ fields: Field[]; rows: Row[] }> {
    return this.using(name, async (connection, signal) => {
      const { schema } = await connection.describe(object, { signal });
      return {
        fields: fieldsOf(schema),
        rows: await firstRows(connection, object, schema, previewRows, signal),
      };
    });
  }

  private async using<T>(
    name: string,
    work: (connection: Connection, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { connector, settings } = this.named(name);
    const signal = AbortSignal.timeout(patienceSeconds * 1000);
    try {
      const connection = await connector.open(connector.configSchema.parse(settings), { name, signal });
      try {
        return await work(connection, signal);
      } finally {
        await connection.close();
      }
    } catch (error) {
      if (signal.aborted)
        throw portalConnectionErrors['too-slow']({ name, seconds: patienceSeconds }, { cause: error });
      throw error;
    }
  }
}
