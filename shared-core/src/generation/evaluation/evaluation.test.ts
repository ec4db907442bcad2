import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, score, type Outcome } from './measure';
import { sentencesOf, wildSentences } from './sentences';

const report = (outcomes: readonly Outcome[]) =>
  outcomes
    .filter(({ faults }) => faults.length > 0)
    .map(({ sentence, faults }) => `${sentence.text}\n  ${faults.join('\n  ')}`)
    .join('\n');

it('reads every sentence that it was made with', async () => {
  expect(report(await measure(sentencesOf('made-with')))).toBe('');
});

it.each([
  ['as people write, tuned on', 'tuned'],
  ['as people write, unseen', 'unseen'],
] as const)('reads as many sentences %s as its guide says', async (name, part) => {
  const { right, all, russian, english } = score(await measure(wildSentences()[part]));
  const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8').replace(/ +/g, ' ');
  expect(readme).toContain(`| ${name} | ${right} of ${all} | ${russian} | ${english} |`);
});

it('reads as many unseen sentences as its guide says', async () => {
  const { right, all, russian, english } = score(await measure(sentencesOf('held-out')));
  const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8').replace(/ +/g, ' ');
  expect(readme).toContain(`| held out | ${right} of ${all} | ${russian} | ${english} |`);
});
