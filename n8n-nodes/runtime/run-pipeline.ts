import { runPlan, type Ledger, type Plan } from '@ai-etl/core';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Call } from './call';
import { registry } from './connections';
import { lineageOf } from './lineage';
import { item } from './operation';
import type { HandlesByName } from './plan-handles';
import { readerLanguage } from './reader-language';
import { words } from './words';

/** What a user may say about a run. */
export interface RunSettings {
  /** The same id again is the same load: it is done once. */
  runId?: string;
  parameters?: Record<string, string>;
}

/** Runs a plan's targets: an item for each load, and the rows that were set aside on the second output. */
export async function runPipeline(
  call: Call,
  plan: Plan,
  handles: HandlesByName,
  settings: RunSettings = {},
): Promise<{ outputs: [INodeExecutionData[], INodeExecutionData[]] }> {
  const lineage = await lineageOf(call);
  const { ledgers, checks } = await registry.use(handles, call.owner, (connections) =>
    runPlan(plan, { connections, signal: call.signal, lineage, ...settings }),
  );
  for (const ledger of ledgers) hint(call, ledger);
  const loads = ledgers.map((ledger) => item({ ...summary(ledger), ...(checks.length > 0 && { checks }) }));
  const rejected = ledgers.flatMap(({ rejects, target }) =>
    rejects.map((row) => item({ ...row, target: target.object })),
  );
  return { outputs: [loads, rejected] };
}

/** The ledger as it is, the figures that people look for first. */
function summary({ rejects: _shown, ...ledger }: Ledger) {
  const { target, read, written, rejected, seconds } = ledger;
  const loaded = `${target.mode} into ${target.object} (${target.connection})`;
  const rowsPerSecond = seconds > 0 ? Math.round(written / seconds) : null;
  return Object.assign({ loaded, read, written, rejected, seconds, rowsPerSecond }, ledger);
}

/** What deserves a look, in the output panel. */
function hint({ context }: Call, { rejected, rejectsFile, losses, alreadyLoaded, target }: Ledger): void {
  const say = words();
  const file = rejectsFile ? say.allRejected({ file: rejectsFile }) : '';
  if (rejected > 0)
    context.addExecutionHints({
      message: say.setAside({ count: rejected, object: target.object }) + file,
      type: 'warning',
    });
  if (alreadyLoaded) context.addExecutionHints({ message: say.loadedBefore({ object: target.object }) });
  for (const { field, ...loss } of losses)
    context.addExecutionHints({ message: `${target.object}.${field}: ${loss[readerLanguage()]}` });
}
