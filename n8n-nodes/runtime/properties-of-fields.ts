import type { ConfigField } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import { readerLanguage } from './reader-language';

const types: Record<ConfigField['kind'], INodeProperties['type']> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  choice: 'options',
};
const empty: Record<ConfigField['kind'], INodeProperties['default']> = {
  text: '',
  number: 0,
  boolean: false,
  choice: '',
};

/** Fields that the core declares once, as n8n's form shows them. */
export function propertiesOf(fields: ConfigField[]): INodeProperties[] {
  return fields.map((field) => ({
    displayName: titleOf(field),
    name: field.name,
    type: types[field.kind],
    default: field.default ?? empty[field.kind],
    ...(field.required && { required: true }),
    ...(field.description && { description: descriptionOf(field) }),
    ...(field.placeholder && { placeholder: field.placeholder }),
    ...(field.choices && { options: field.choices.map((value) => ({ name: value, value })) }),
    ...typeOptions(field),
  }));
}

/**
 * The settings as the core takes them: what was left empty is left out, so that defaults hold.
 * @param values - of a credential or a collection, by field name
 */
export function settingsOf(values: Record<string, unknown>, fields: ConfigField[]): Record<string, unknown> {
  const known = fields.filter(({ name }) => values[name] !== undefined && values[name] !== '');
  return Object.fromEntries(known.map(({ name }) => [name, values[name]]));
}

function typeOptions({
  secret,
  multiline,
  minimum,
  maximum,
}: ConfigField): Pick<INodeProperties, 'typeOptions'> {
  const options = {
    ...(secret && { password: true }),
    ...(multiline && { rows: 4 }),
    ...(minimum !== undefined && { minValue: minimum }),
    ...(maximum !== undefined && { maxValue: maximum }),
  };
  return Object.keys(options).length > 0 ? { typeOptions: options } : {};
}

const titleOf = ({ title, titleRu }: ConfigField): string =>
  readerLanguage() === 'ru' && titleRu ? titleRu : titleCase(title);

const descriptionOf = (field: ConfigField): string =>
  readerLanguage() === 'ru' && field.descriptionRu ? field.descriptionRu : describe(field);

/** n8n writes "Whether to …" before what a switch does. */
function describe({ kind, description = '' }: ConfigField): string {
  if (kind !== 'boolean' || /^whether/i.test(description)) return description;
  return `Whether to ${description.charAt(0).toLowerCase()}${description.slice(1)}`;
}

const small = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'in', 'of', 'on', 'or', 'the', 'to']);

/** n8n's labels are in title case. */
const titleCase = (title: string) =>
  title
    .split(' ')
    .map((word, index) =>
      index > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
