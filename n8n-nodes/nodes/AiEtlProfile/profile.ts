import { profileDataset, type DatasetProfile, type DatasetReference, type StepInputOf } from '@ai-etl/core';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../runtime/call';
import { registry } from '../../runtime/connections';
import { item, type Outcome } from '../../runtime/operation';
import { columnItems } from '../../runtime/profile-columns';

/** The profile travels on with the dataset; the second output lists the columns. */
export async function profileCall(call: Call): Promise<Outcome> {
  const reference = call.reference();
  const profile = await profileTip(call, reference);
  const dataset = { ...reference, rows: profile.rows };
  return { outputs: [[item({ profile, dataset })], columnItems(profile)] };
}

function profileTip(call: Call, reference: DatasetReference): Promise<DatasetProfile> {
  const { sample } = call.parameter<{ sample?: number }>('options', {});
  const source = sourceOf(call, reference);
  return registry.use(reference.handles, call.owner, async (connections) =>
    profileDataset(await connections(source.connection), source.object, {
      signal: call.signal,
      ...(source.options && { options: source.options }),
      ...(source.fields && { fields: source.fields }),
      ...(sample && { sample }),
    }),
  );
}

/** A profile counts where the data lie, so it belongs right behind a source. */
function sourceOf(call: Call, { spec, step }: DatasetReference): StepInputOf<'source'> {
  const tip = spec.steps.find(({ id }) => id === step);
  if (tip?.kind === 'source' && tip.where === undefined) return tip;
  throw new NodeOperationError(
    call.context.getNode(),
    `"${step}" is not a whole source, so there is nothing to profile`,
    {
      description: 'Put ETL Profile right behind the node that reads the dataset, before any step.',
      itemIndex: call.itemIndex,
    },
  );
}
