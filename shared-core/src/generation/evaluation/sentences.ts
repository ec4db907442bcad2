import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { EvaluationDataset } from './datasets';
import type { EvaluationSentence, ExpectedParts } from './sentence';

type Row = [text: string, datasets: string, expect: ExpectedParts];

/** The sentences of one file of `sentences/`. */
export const sentencesOf = (file: string): EvaluationSentence[] =>
  (parse(readFileSync(join(__dirname, 'sentences', `${file}.yaml`), 'utf8')) as Row[]).map(
    ([text, datasets, expect]) => ({
      text,
      datasets: datasets.split(' ').filter(Boolean) as EvaluationDataset[],
      expect,
    }),
  );

/** Sentences as different people write them; every third one of a language was never looked at while the parser was made. */
export function wildSentences(): { tuned: EvaluationSentence[]; unseen: EvaluationSentence[] } {
  const languages = [sentencesOf('russian'), sentencesOf('english')];
  const part = (isUnseen: boolean) =>
    languages.flatMap((all) => all.filter((_, index) => (index % 3 === 2) === isUnseen));
  return { tuned: part(false), unseen: part(true) };
}
