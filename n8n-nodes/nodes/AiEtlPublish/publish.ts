import { publicationOf, publish } from '@ai-etl/core';
import type { Call } from '../../runtime/call';
import { item, type Outcome } from '../../runtime/operation';
import { arrivingPipeline } from '../../runtime/pipeline';
import { portalOf } from '../../runtime/portal';
import { words } from '../../runtime/words';

/** One item: what the portal has made of the pipeline. The pipeline itself travels on. */
export async function publishCall(call: Call): Promise<Outcome> {
  const { spec, sources } = await arrivingPipeline(call);
  const { expectedVersion } = call.parameter<{ expectedVersion?: number }>('options', {});
  const publication = publicationOf(spec, sources, { message: call.text('message'), expectedVersion });
  const { name, version, hash, changed, url } = await publish(await portalOf(call), publication, call.signal);
  if (!changed)
    call.context.addExecutionHints({
      message: words().publishedBefore({ version }),
    });
  const dataset = call.input()?.json.dataset;
  return [item({ name, version, hash, changed, ...(url && { url }), ...(dataset && { dataset }) })];
}
