import { lineageJobOf, startEvent } from '../../lineage';
import type { Plan } from '../../plan';
import type { StepOf } from '../../spec';

/** A file that the runtime reads beside the DAG. */
export interface LineageFile {
  path: string;
  content: unknown;
}

/** Namespace of a dataset as a spec names it; the runtime puts the server in, which only its connections know. */
const logical = ({ connection, object }: { connection: string; object: string }) => ({
  namespace: `connection://${connection}`,
  name: object,
});

/**
 * What a publishing task tells OpenLineage: its datasets and column lineage as the compiler knows them. Airflow's
 * provider asks an operator by `get_openlineage_facets_on_start` and `…_on_complete`.
 */
export function lineageFile(
  plan: Plan,
  target: StepOf<'target'>,
  sources: StepOf<'source'>[],
  path: string,
): LineageFile {
  const whole = lineageJobOf(plan);
  const isNamed =
    (steps: { connection: string; object: string }[]) => (one: { connection: string; object: string }) =>
      steps.some(({ connection, object }) => connection === one.connection && object === one.object);
  const job = {
    ...whole,
    inputs: whole.inputs.filter(isNamed(sources)),
    outputs: whole.outputs.filter(isNamed([target])),
  };
  // Neither run nor moment is known yet: what is taken from the event says nothing of them.
  const about = { runId: '', namespace: '', door: 'airflow' as const };
  const { inputs, outputs, run } = startEvent({ job, nameOf: logical, about }, new Date(0));
  const { loadId: _, ...facet } = run.facets.aiEtl_run!;
  return {
    path,
    content: {
      step: target.id,
      mode: target.mode,
      datasets: [...job.inputs, ...job.outputs].map(({ connection, system, object }) => ({
        connection,
        system,
        object,
      })),
      inputs,
      outputs,
      run: { aiEtl_run: facet },
    },
  };
}
