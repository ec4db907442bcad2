import { generateSpec } from '../generate';
import type { GenerationResult } from '../options';
import { evaluationDatasets } from './datasets';
import { partsOf } from './parts';
import type { EvaluationSentence, ExpectedParts } from './sentence';

/** How one sentence fared; `faults` is empty when every part is exactly as expected. */
export interface Outcome {
  sentence: EvaluationSentence;
  result: GenerationResult;
  faults: string[];
}

/** The day on which the evaluation is read. */
const now = new Date('2026-11-21T12:00:00Z');

/** Reads every sentence with the offline parser and compares each part. */
export async function measure(sentences: readonly EvaluationSentence[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const sentence of sentences) {
    const result = await generateSpec(sentence.text, {
      datasets: sentence.datasets.map((name) => evaluationDatasets[name]),
      now,
    });
    outcomes.push({ sentence, result, faults: faultsOf(sentence.expect, result) });
  }
  return outcomes;
}

const compared: (keyof ExpectedParts)[] = [
  'schedule',
  'sources',
  'target',
  'mode',
  'where',
  'by',
  'measures',
  'join',
  'union',
  'fields',
  'distinct',
  'sort',
  'limit',
  'mask',
  'quality',
  'notify',
  'retry',
  'cursor',
];

function faultsOf(expected: ExpectedParts, result: GenerationResult): string[] {
  const faults = [...askingFaults(expected, result)];
  if (expected.question === '*') return faults;
  const draft = result.status === 'ok' ? result.spec : result.draft;
  const parts: Partial<ExpectedParts> = draft ? partsOf(draft) : {};
  for (const part of compared) {
    // A draft with an open question may hold more than is surely meant.
    if (
      expected[part] === undefined &&
      (part === 'mode' || part === 'cursor' || expected.question !== undefined)
    )
      continue;
    if (!same(part, expected[part], parts[part]))
      faults.push(`${part}: ${JSON.stringify(parts[part])} instead of ${JSON.stringify(expected[part])}`);
  }
  return faults;
}

function askingFaults(expected: ExpectedParts, result: GenerationResult): string[] {
  const asked = result.status === 'question' ? result.questions : [];
  if (expected.question === undefined) return asked.map(({ id, text }) => `asks ${id}: ${text}`);
  const wanted = expected.question.toLowerCase();
  return asked.some(
    ({ id, about }) =>
      wanted === '*' || id.toLowerCase().includes(wanted) || about.toLowerCase().includes(wanted),
  )
    ? []
    : [`asks nothing about "${expected.question}"`];
}

function same(part: keyof ExpectedParts, expected: unknown, found: unknown): boolean {
  if (part === 'target')
    return (
      expected === found ||
      (typeof found === 'string' &&
        typeof expected === 'string' &&
        !expected.includes(' ') &&
        found.startsWith(`${expected} `))
    );
  if (part === 'where' || part === 'mask' || part === 'quality' || part === 'notify')
    return (
      JSON.stringify([...((expected ?? []) as string[])].sort()) ===
      JSON.stringify([...((found ?? []) as string[])].sort())
    );
  return JSON.stringify(expected) === JSON.stringify(found);
}

/** Share of sentences without a fault, by language. */
export function score(outcomes: readonly Outcome[]): {
  right: number;
  all: number;
  russian: string;
  english: string;
} {
  const russian = outcomes.filter(({ sentence }) => /[а-яё]/i.test(sentence.text.split(' ')[0] ?? ''));
  const english = outcomes.filter((outcome) => !russian.includes(outcome));
  const share = (list: readonly Outcome[]): string =>
    `${list.filter(({ faults }) => faults.length === 0).length} of ${list.length}`;
  return {
    right: outcomes.filter(({ faults }) => faults.length === 0).length,
    all: outcomes.length,
    russian: share(russian),
    english: share(english),
  };
}
