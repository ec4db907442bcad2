import type { AiEtlError } from '../../../errors';
import { lineageErrors } from '../../errors';
import { addressOf } from './post-event';
import { openLineageSink, type OpenLineageSink } from './open-lineage-sink';

/** The sinks of this process by where they send to: its runs share them. */
const opened = new Map<string, OpenLineageSink>();
const warned = new Set<string>();

/** Where and as what the environment wants lineage to be sent. @public */
export interface EnvironmentLineage {
  sink: OpenLineageSink;
  /** Of jobs. */
  namespace?: string;
}

/**
 * What the environment says, in the names of OpenLineage's own clients: `OPENLINEAGE_URL`, `OPENLINEAGE_ENDPOINT`
 * (`api/v1/lineage`), `OPENLINEAGE_API_KEY`, `OPENLINEAGE_DISABLED`; and in ours: `AI_ETL_LINEAGE_NAMESPACE`,
 * `AI_ETL_LINEAGE_OUTBOX`.
 * @returns nothing where no lineage is wanted
 * @public
 */
export function lineageFromEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
  onWarning?: (warning: AiEtlError) => void,
): EnvironmentLineage | undefined {
  const { OPENLINEAGE_URL: base, OPENLINEAGE_ENDPOINT: endpoint = 'api/v1/lineage' } = environment;
  if (!base?.trim() || /^(true|1|yes)$/i.test(environment.OPENLINEAGE_DISABLED ?? '')) return undefined;
  const url = `${base.trim().replace(/\/+$/, '')}/${endpoint.replace(/^\/+/, '')}`;
  if (!isHttp(url)) {
    const warning = lineageErrors['bad-address']({ address: addressOf(base) });
    const tell = onWarning ?? ((one: AiEtlError) => process.emitWarning(one.render(), 'AiEtlLineage'));
    if (!warned.has(url)) tell(warning);
    warned.add(url);
    return undefined;
  }
  const token = environment.OPENLINEAGE_API_KEY?.trim() || undefined;
  const bufferFolder = environment.AI_ETL_LINEAGE_OUTBOX || undefined;
  const key = JSON.stringify([url, token, bufferFolder]);
  const sink = opened.get(key) ?? openLineageSink({ url, token, bufferFolder, onWarning });
  opened.set(key, sink);
  const namespace = environment.AI_ETL_LINEAGE_NAMESPACE || undefined;
  return { sink, ...(namespace && { namespace }) };
}

/** A user and a password inside an address are not sent by fetch, and would be shown by others. */
function isHttp(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}

/** Sends what is left, of all sinks of the environment; for a process that is about to end. @public */
export async function closeEnvironmentLineage(withinMs = 2_000): Promise<void> {
  const sinks = [...opened.values()];
  opened.clear();
  await Promise.all(sinks.map((sink) => sink.close(withinMs)));
}
