import {
  advise,
  sqlReady,
  type Advice,
  type DatasetAdvice,
  type IndexAdvice,
  type PartitionAdvice,
} from '@ai-etl/core';
import { arrivingAnalysis } from '../../runtime/arriving-analysis';
import type { Call } from '../../runtime/call';
import { item, type Outcome } from '../../runtime/operation';
import { readerLanguage } from '../../runtime/reader-language';

/** The advice travels on with the dataset; the second output lists it, one recommendation an item. */
export async function adviseCall(call: Call): Promise<Outcome> {
  const { profile } = arrivingAnalysis(call);
  const queries = splitQueries(call.text('queries'));
  await sqlReady();
  const advice = advise(profile, queries.length > 0 ? { queries } : {});
  const travelling = item(Object.assign({ advice }, call.input()?.json, { advice }));
  return { outputs: [[travelling], recommendations(advice).map((one) => item(one))] };
}

const splitQueries = (text = '') =>
  text
    .split(/;\s*(?:\n|$)/)
    .map((query) => query.trim())
    .filter((query) => query !== '');

function recommendations({ storage, partitioning, indexes }: DatasetAdvice) {
  return [
    readable('storage', undefined, storage),
    ...Object.entries(partitioning).map(([system, advice]) => readable('partitioning', system, advice)),
    ...Object.entries(indexes).flatMap(([system, list]) =>
      list.map((advice) => readable('index', system, advice)),
    ),
  ];
}

function readable(
  topic: string,
  system: string | undefined,
  advice: Advice<string | PartitionAdvice | IndexAdvice | null>,
) {
  const language = readerLanguage();
  return {
    topic,
    ...(system && { system }),
    advice: advice.title[language],
    score: advice.score,
    reasons: advice.reasons.map((reason) => reason[language]),
    evidence: Object.fromEntries(advice.evidence.map(({ what, value }) => [what[language], value])),
    alternatives: advice.alternatives.map(({ title, score, why }) => ({
      advice: title[language],
      score,
      why: why[language],
    })),
  };
}
