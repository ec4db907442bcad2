import type { z } from 'zod';
import type { Localized } from '../language';

type Issue = z.core.$ZodIssue;

/** What is wrong with each setting, led by its name. @internal */
export const settingProblems = ({ issues }: z.ZodError): Localized[] =>
  issues.map((issue) => {
    const name = issue.path.join('.') || 'settings';
    const { en, ru } = said(issue);
    return { en: `${name}: ${en}`, ru: `${name}: ${ru}` };
  });

const types: Record<string, Localized> = {
  string: { en: 'a text is needed', ru: 'нужен текст' },
  number: { en: 'a number is needed', ru: 'нужно число' },
  int: { en: 'a whole number is needed', ru: 'нужно целое число' },
  boolean: { en: 'true or false is needed', ru: 'нужно true или false' },
};

function said(issue: Issue): Localized {
  const plain = { en: issue.message, ru: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? plain;
    case 'invalid_value': {
      const values = issue.values.map(String).join(', ');
      return { en: `must be one of ${values}`, ru: `возможно одно из: ${values}` };
    }
    case 'too_small':
      return issue.origin === 'string'
        ? { en: 'must not be empty', ru: 'не может быть пустым' }
        : { en: `must be at least ${issue.minimum}`, ru: `должно быть не меньше ${issue.minimum}` };
    case 'too_big':
      return issue.origin === 'string'
        ? { en: `must have at most ${issue.maximum} characters`, ru: `не длиннее ${issue.maximum} знаков` }
        : { en: `must be at most ${issue.maximum}`, ru: `должно быть не больше ${issue.maximum}` };
    case 'unrecognized_keys': {
      const keys = issue.keys.join(', ');
      return { en: `unknown: ${keys}`, ru: `неизвестно: ${keys}` };
    }
    default:
      return plain;
  }
}
