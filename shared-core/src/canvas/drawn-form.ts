import { stepName } from '../references';
import type { Localized } from '../language';
import { Form } from './forms/form';
import type { DrawnNode } from './drawing';

/** Thrown by translators, caught by {@link translate}: this node, and why. */
export class Refusal extends Error {
  constructor(readonly reason: Localized) {
    super(reason.en);
  }
}

export const refuse = (en: string, ru: string) => new Refusal({ en, ru });

/** A node's form read from a document: nothing is computed, so what n8n would compute is refused by its name. */
export class DrawnForm extends Form {
  constructor(readonly node: DrawnNode) {
    super();
  }

  parameter<T>(name: string, fallback?: T): T {
    const value = this.node.parameters[name];
    return value === undefined || value === null ? (fallback as T) : (written(value, name) as T);
  }

  located(name: string): string {
    const value = this.parameter<unknown>(name, '');
    const found = isLocator(value) ? value.value : value;
    const text = typeof found === 'string' || typeof found === 'number' ? String(found).trim() : '';
    if (text === '') throw refuse(`"${name}" is not filled in`, `поле «${name}» не заполнено`);
    return text;
  }

  /** The connection's name in the pipeline: that of the credential. */
  connectionName(credential: string, fallback: string): string {
    return stepName(this.node.credentials[credential]?.name ?? '', fallback);
  }
}

const isLocator = (value: unknown): value is { value: unknown } =>
  typeof value === 'object' && value !== null && 'value' in value;

/** A value without expressions. `=text` is how n8n keeps a text of the expression editor, and may hold none. */
function written(value: unknown, path: string): unknown {
  if (typeof value === 'string') return plainText(value, path);
  if (Array.isArray(value)) return value.map((entry, index) => written(entry, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [key, written(entry, `${path}.${key}`)]),
  );
}

function plainText(value: string, path: string): string {
  if (!value.startsWith('=')) return value;
  const text = value.slice(1);
  if (!text.includes('{{')) return text;
  throw refuse(
    `"${path}" is computed by n8n (${shown(text)}); write its value`,
    `«${path}» вычисляет n8n (${shown(text)}); впишите значение`,
  );
}

const SHOWN = 60;
export const shown = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
};
