import type { Duration } from './dag';

/**
 * A value as Python spells it. Texts go through JSON, whose escapes Python reads alike, so that nothing
 * a spec holds can end a literal.
 */
export function python(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Set) return value.size ? `{${[...value].map(python).join(', ')}}` : 'set()';
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${python(key)}: ${python(item)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(String(value)).replaceAll('\u007f', '\\u007f');
}

/** Text inside a docstring: no backslash and no quote may end it or escape. */
export const docText = (text: string): string =>
  oneLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"');

/** Text of a comment: one line, whatever it held. */
export const oneLine = (text: string): string => text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim();

/** `timedelta(minutes=15)`. */
export const timedelta = ({ unit, amount }: Duration): string => `timedelta(${unit}=${amount})`;

/**
 * Text that Airflow's template engine gives back unchanged: Jinja reads `{{`, `{%` and `{#` only.
 * @see https://jinja.palletsprojects.com/en/stable/templates/#escaping
 */
export const jinjaText = (text: string): string =>
  text.replace(/\{[{%#]/g, (mark) => `{{ ${JSON.stringify(mark)} }}`);

/** Marks around template code inside SQL until the rest of the text has been escaped; no key types them. */
const [open, close] = ['\u{f0000}', '\u{f0001}'];
const markedCode = new RegExp(`${open}(.*?)${close}`, 'gu');

/** Jinja's own code inside SQL, kept as it is by {@link templateText}. */
export const jinjaMark = (code: string): string => open + code + close;

/** Text that stands for a parameter in SQL, to be finished by {@link templateText}. */
export const parameterMark = (expression: string): string => jinjaMark(`{{ ${expression} }}`);

/** SQL as Airflow reads it: what was marked as template code, everything else unchanged. */
export const templateText = (text: string): string => {
  const kept: string[] = [];
  const marked = text.replace(markedCode, (_, code: string) => open + (kept.push(code) - 1) + close);
  return jinjaText(marked).replace(markedCode, (_, index: string) => kept[Number(index)] as string);
};

/** A name that Python takes for a variable: `load-flights` becomes `load_flights`. */
export const variableName = (id: string): string => id.replace(/[^\p{L}\p{N}_]/gu, '_');
