import { defineErrors } from '../errors';
import { nearestNames, orNearest } from '../names';

const list = (names: string[]) => names.slice(0, 20).join(', ') + (names.length > 20 ? ', …' : '');

/** Errors of the profiling room. @public */
export const profilingErrors = defineErrors('profiling', {
  'unknown-field': {
    kind: 'input',
    message: {
      en: (p: { field: string; dataset: string; known: string[] }) =>
        `"${p.dataset}" has no field "${p.field}"`,
      ru: (p: { field: string; dataset: string; known: string[] }) =>
        `в «${p.dataset}» нет поля «${p.field}»`,
    },
    hint: {
      en: (p: { field: string; known: string[] }) =>
        `Its fields: ${list(p.known)}${orNearest.en(nearestNames(p.field, p.known)) || '.'}`,
      ru: (p: { field: string; known: string[] }) =>
        `Его поля: ${list(p.known)}${orNearest.ru(nearestNames(p.field, p.known)) || '.'}`,
    },
  },
});
