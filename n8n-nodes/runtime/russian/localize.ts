import type { ICredentialType, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { readerLanguage } from '../reader-language';
import { russian } from './texts';

/** Keys whose values people read, wherever they stand in a description. */
const read = new Set([
  'action',
  'description',
  'displayName',
  'hint',
  'message',
  'multipleValueButtonText',
  'noFieldsError',
  'placeholder',
  'plural',
  'singular',
  'subtitle',
]);

/**
 * A node's description in the language of the instance (`N8N_DEFAULT_LOCALE`).
 *
 * @remarks n8n 2.40 takes translation files for its own nodes only: of a community node it looks the texts up under a key
 * with a dot in it (`n8n-nodes-ai-etl.aiEtlFile`), which it then reads as a path, and credentials and names of nodes are
 * looked for in n8n-nodes-base alone. So the description itself speaks Russian. Names of nodes stay, as those of n8n's own do.
 */
export function inReaderLanguage(description: INodeTypeDescription): INodeTypeDescription {
  if (readerLanguage() === 'en') return description;
  const { displayName, defaults, icon, inputs, outputNames, ...rest } = description;
  const named = Array.isArray(inputs) ? (localized(inputs) as typeof inputs) : inputs;
  return {
    ...(localized(rest) as typeof rest),
    ...{ displayName, defaults, icon, inputs: named },
    ...(outputNames && { outputNames: outputNames.map(said) }),
  };
}

/** The same for the fields of a credential. */
export const inReaderWords = <T extends ICredentialType['properties'] | INodeProperties[]>(
  properties: T,
): T => (readerLanguage() === 'en' ? properties : (localized(properties) as T));

/** `e.g.` is a word too; what follows is an example, the same in every language. */
const said = (text: string): string => russian[text] ?? text.replace(/^e\.g\. /, 'напр. ');

/** A copy: fields are shared by several descriptions. */
function localized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(localized);
  if (typeof value !== 'object' || value === null) return value;
  const isOption = 'value' in value && 'name' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      const isRead = read.has(key) || (key === 'name' && isOption);
      return [key, isRead && typeof entry === 'string' ? said(entry) : localized(entry)];
    }),
  );
}
