import type { z } from 'zod';
import type { AiEtlError, Where } from '../errors';
import { printPath, type PathPart, type SpecDocument, type SpecPath } from './document';
import { specErrors } from './errors';
import {
  describeValue,
  expectedBound,
  expectedForm,
  expectedPattern,
  expectedType,
  showValue,
  type Expected,
} from './expected';
import { nearestNames } from '../names';
import { keysOf, schemaAt } from './schema-at';

type Issue = z.core.$ZodIssue;
type IssueOf<C extends Issue['code']> = Extract<Issue, { code: C }>;

/** Says what zod found in our own words, in both languages, each with its place. */
export function problemsOf(issues: readonly Issue[], value: unknown, document?: SpecDocument): AiEtlError[] {
  return issues.flatMap((issue) => new Translation(value, document).problems(issue));
}

class Translation {
  constructor(
    private readonly root: unknown,
    private readonly document?: SpecDocument,
  ) {}

  problems(issue: Issue): AiEtlError[] {
    const path = issue.path as SpecPath;
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => this.unknownKey(path, key));
      case 'invalid_type':
        return [this.typed(path, expectedType(issue.expected))];
      case 'invalid_union':
        return this.union(issue);
      case 'invalid_value':
        return [this.choice(path, issue.values.map(String))];
      case 'invalid_key':
        return [this.unfit(path, path.at(-1), this.inner(issue), 'key')];
      case 'invalid_format':
        return [this.unfit(path, this.valueAt(path), expectedPattern(issue.pattern))];
      case 'too_big':
      case 'too_small':
        return [this.unfit(path, this.valueAt(path), expectedBound(issue))];
      default:
        return [this.unfit(path, this.valueAt(path), { en: issue.message, ru: issue.message })];
    }
  }

  private union(issue: IssueOf<'invalid_union'>): AiEtlError[] {
    const path = issue.path as SpecPath;
    if (issue.discriminator)
      return [this.stepKind(path, (issue as { options?: unknown }).options as string[])];
    const telling = issue.errors.find((issues) => issues.every((inner) => this.isInside(path, inner)));
    if (!telling) return [this.typed(path, expectedForm(path))];
    return telling.flatMap((inner) => this.problems({ ...inner, path: [...path, ...inner.path] } as Issue));
  }

  /** True where a form fits and only a value inside it does not. */
  private isInside(path: SpecPath, issue: Issue): boolean {
    return issue.path.length > 0 && this.valueAt([...path, ...(issue.path as SpecPath)]) !== undefined;
  }

  private stepKind(path: SpecPath, kinds: string[]): AiEtlError {
    const kind = this.valueAt(path);
    if (kind === undefined)
      return this.missing(path, { en: `one of ${kinds.join(', ')}`, ru: `одно из: ${kinds.join(', ')}` });
    const nearest = nearestNames(String(kind), kinds);
    return specErrors['unknown-step-kind'](
      { value: showValue(kind), nearest, kinds },
      { where: this.where(path) },
    );
  }

  private unknownKey(path: SpecPath, key: string): AiEtlError {
    const value = this.valueAt(path) as Record<string, unknown>;
    const allowed = keysOf(schemaAt(path, this.root));
    const free = allowed.filter((known) => !(known in value));
    return specErrors['unknown-key'](
      { key, nearest: nearestNames(key, free), allowed },
      { where: this.where([...path, key], 'key') },
    );
  }

  private typed(path: SpecPath, expected: Expected): AiEtlError {
    const value = this.valueAt(path);
    return value === undefined ? this.missing(path, expected) : this.unfit(path, value, expected);
  }

  private missing(path: SpecPath, expected: Expected): AiEtlError {
    if (path.length === 0)
      return specErrors['not-a-document']({ actual: describeValue(undefined) }, { where: this.where(path) });
    return specErrors['missing-key'](
      { key: String(path.at(-1)), expected },
      { where: { ...this.where(path.slice(0, -1)) } },
    );
  }

  private choice(path: SpecPath, choices: string[]): AiEtlError {
    const value = this.valueAt(path);
    if (value === undefined)
      return this.missing(path, { en: `one of ${choices.join(', ')}`, ru: `одно из: ${choices.join(', ')}` });
    const nearest = nearestNames(String(value), choices);
    return specErrors['unknown-choice'](
      { value: showValue(value), nearest, choices },
      { where: this.where(path) },
    );
  }

  private unfit(path: SpecPath, value: unknown, expected: Expected, part: PathPart = 'value'): AiEtlError {
    if (path.length === 0) return specErrors['not-a-document']({ actual: describeValue(value) });
    return specErrors['wrong-value'](
      { value: showValue(value), expected },
      { where: this.where(path, part) },
    );
  }

  private inner(issue: IssueOf<'invalid_key'>): Expected {
    const [first] = issue.issues;
    if (first?.code === 'invalid_format') return expectedPattern(first.pattern);
    return first?.code === 'too_big' || first?.code === 'too_small'
      ? expectedBound(first)
      : expectedType('string');
  }

  private valueAt(path: SpecPath): unknown {
    return path.reduce<unknown>(
      (value, part) => (value as Record<string | number, unknown> | null | undefined)?.[part],
      this.root,
    );
  }

  private where(path: SpecPath, part: PathPart = 'value'): Where {
    return this.document?.where(path, part) ?? { path: printPath(path) };
  }
}
