import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { EvaluationDataset } from './datasets';
import type { EvaluationSentence, ExpectedParts } from './sentence';

type Row = [text: string, datasets: string, expect: ExpectedParts];

const rows = (language: 'russian' | 'english'): EvaluationSentence[] =>
  (parse(readFileSync(join(__dirname, 'wild', `${language}.yaml`), 'utf8')) as Row[]).map(
    ([text, datasets, expect]) => ({
      text,
      datasets: datasets.split(' ').filter(Boolean) as EvaluationDataset[],
      expect,
    }),
  );

/** Sentences as different people write them; every third one of a language was never looked at while the parser was made. */
export function wildSentences(): { tuned: EvaluationSentence[]; unseen: EvaluationSentence[] } {
  const parts = (['russian', 'english'] as const).map((language) => {
    const all = rows(language);
    return {
      tuned: all.filter((_, index) => index % 3 !== 2),
      unseen: all.filter((_, index) => index % 3 === 2),
    };
  });
  return {
    tuned: parts.flatMap(({ tuned }) => tuned),
    unseen: parts.flatMap(({ unseen }) => unseen),
  };
}
