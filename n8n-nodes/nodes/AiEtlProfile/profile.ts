import { planOf, profileStep } from '@ai-etl/core';
import type { Call } from '../../runtime/call';
import { registry } from '../../runtime/connections';
import { item, type Outcome } from '../../runtime/operation';
import { columnItems } from '../../runtime/profile-columns';

/** The profile travels on with the dataset; the second output lists the columns. */
export async function profileCall(call: Call): Promise<Outcome> {
  const reference = call.reference();
  const { sample } = call.parameter<{ sample?: number }>('options', {});
  const plan = await planOf(reference);
  const profile = await registry.use(reference.handles, call.owner, (connections) =>
    profileStep(plan, reference.step, { connections, signal: call.signal, ...(sample && { sample }) }),
  );
  const dataset = sample ? reference : { ...reference, rows: profile.rows };
  return { outputs: [[item({ profile, dataset })], columnItems(profile)] };
}
