import type { Connection } from '../connectors';
import { isAiEtlError } from '../errors';
import type { SourceSchemas } from '../plan';
import type { PipelineSpec } from '../spec';
import { locateConnection, open, registry, type Location } from './locations';
import { readText } from './options';
import { readDatasources } from './datasources';

/** A spec with what its sources look like, as far as they can be reached from here. @internal */
export interface PipelineContext {
  spec: PipelineSpec;
  file: string;
  schemas: SourceSchemas;
  /** What connectors tell of the sources' objects (encoding, delimiter, …), by step id. */
  facts: Record<string, Record<string, unknown>>;
  /** Sources that could not be described, with the reason. */
  unreached: { step: string; reason: string }[];
}

/** Reads a spec and describes its sources. @throws `spec.*` (input) @internal */
export async function readPipeline(
  file: string,
  options: { datasources?: string },
  signal?: AbortSignal,
): Promise<PipelineContext> {
  const { parsePipeline } = await import('../canvas');
  const spec = parsePipeline(readText(file), { file });
  const context: PipelineContext = { spec, file, schemas: {}, facts: {}, unreached: [] };
  const opened = connectionsOf(spec, options, signal);
  try {
    for (const step of spec.steps) {
      if (step.kind !== 'source') continue;
      try {
        const { schema, details } = await (
          await opened.open(step.connection)
        ).describe(step.object, { options: step.options, signal });
        context.schemas[step.id] = schema;
        context.facts[step.id] = details;
      } catch (error) {
        if (!isAiEtlError(error)) throw error;
        context.unreached.push({ step: step.id, reason: error.message });
      }
    }
    return context;
  } finally {
    await opened.close();
  }
}

/** Opens a spec's connections when they are asked for, once each, and closes them together. @internal */
export function connectionsOf(spec: PipelineSpec, options: { datasources?: string }, signal?: AbortSignal) {
  const opened = new Map<string, Promise<Connection>>();
  return {
    open(name: string): Promise<Connection> {
      const known = opened.get(name) ?? locationOf(spec, name, options).then((place) => open(place, signal));
      opened.set(name, known);
      return known;
    },
    async close(): Promise<void> {
      const settled = await Promise.allSettled(opened.values());
      await Promise.all(
        settled.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)),
      );
    },
  };
}

/** Files need no settings: a file connection that nobody wrote down starts at the current folder. */
async function locationOf(
  spec: PipelineSpec,
  name: string,
  options: { datasources?: string },
): Promise<Location> {
  const isWritten = name in (await readDatasources(options.datasources));
  if (!isWritten && spec.connections[name]?.system === 'file')
    return { name, connector: (await registry()).get('file'), settings: {} };
  return locateConnection(name, options);
}
