/**
 * The form of a node, as steps are made of it: filled in by a run in n8n (expressions resolved), or read from a
 * workflow's JSON.
 *
 * @public
 */
export abstract class Form {
  /** A parameter as it stands on the form. */
  abstract parameter<T>(name: string, fallback?: T): T;

  /** What a list of objects points at, whichever way it was chosen. */
  abstract located(name: string): string;

  /** A text, trimmed; empty is absent. */
  text(name: string): string | undefined {
    const value = this.parameter<unknown>(name, '');
    const text = typeof value === 'string' ? value.trim() : value === null ? '' : String(value);
    return text === '' ? undefined : text;
  }

  /** The names of a multi-select; a text with commas is taken too, since expressions give one. */
  names(name: string): string[] {
    const value = this.parameter<unknown>(name, []);
    const list = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
    return list.map((entry) => entry.trim()).filter((entry) => entry !== '');
  }

  /** The rows of a fixed collection: `pairs.values`. */
  rows<T>(name: string): T[] {
    const [collection, option] = name.split('.') as [string, string];
    return this.parameter<Record<string, T[]>>(collection, {})?.[option] ?? [];
  }
}

/** Name → expression, in the order of the form. */
export const expressionsOf = (rows: { name: string; expression: string }[]): Record<string, string> =>
  Object.fromEntries(rows.map(({ name, expression }) => [text(name), text(expression)]));

/** A cell of a row, which a person may have left out. */
export const text = (value: unknown): string =>
  (value === undefined || value === null ? '' : String(value)).trim();
