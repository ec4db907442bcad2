import { defineErrors } from '../errors';
import { orNearest } from '../spec';
import type { Refusal } from './compile-target';

/** Errors of the compile room. @public */
export const compileErrors = defineErrors('compile', {
  'unknown-target': {
    kind: 'input',
    message: {
      en: (p: { target: string; nearest: string[]; known: string[] }) =>
        `nothing compiles to "${p.target}"${orNearest.en(p.nearest)}`,
      ru: (p: { target: string; nearest: string[]; known: string[] }) =>
        `компилятора в «${p.target}» нет${orNearest.ru(p.nearest)}`,
    },
    hint: {
      en: (p: { known: string[] }) => `Targets: ${p.known.join(', ')}.`,
      ru: (p: { known: string[] }) => `Возможны: ${p.known.join(', ')}.`,
    },
  },
  'wrong-options': {
    kind: 'input',
    message: {
      en: (p: { target: string; problems: string[] }) =>
        `options of ${p.target} do not fit: ${p.problems.join('; ')}`,
      ru: (p: { target: string; problems: string[] }) =>
        `параметры ${p.target} не подходят: ${p.problems.join('; ')}`,
    },
  },
  'cannot-say': {
    kind: 'refusal',
    message: {
      en: (p: { target: string; refusals: Refusal[] }) =>
        p.refusals.map((r) => `${p.target} cannot say ${place(r, 'step')}: ${r.reason.en}`).join('\n'),
      ru: (p: { target: string; refusals: Refusal[] }) =>
        p.refusals.map((r) => `${p.target} не может выразить ${place(r, 'шаг')}: ${r.reason.ru}`).join('\n'),
    },
  },
});

const place = ({ step, construct }: Refusal, word: string) =>
  step === undefined ? construct : `${word} "${step}" (${construct})`;
