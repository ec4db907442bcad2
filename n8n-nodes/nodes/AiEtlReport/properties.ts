import type { INodeProperties } from 'n8n-workflow';
import { readerLanguage } from '../../runtime/reader-language';

export const properties: INodeProperties[] = [
  {
    displayName: 'Format',
    name: 'format',
    type: 'options',
    options: [
      { name: 'HTML', value: 'html', description: 'One self-contained file with charts; prints well' },
      { name: 'JSON', value: 'json' },
      { name: 'Markdown', value: 'markdown' },
    ],
    default: 'html',
  },
  {
    displayName: 'Language',
    name: 'language',
    type: 'options',
    options: [
      { name: 'English', value: 'en' },
      { name: 'Russian', value: 'ru' },
    ],
    default: readerLanguage(),
  },
  {
    displayName: 'Put Output File in Field',
    name: 'binaryField',
    type: 'string',
    default: 'data',
    required: true,
    hint: 'The name of the output binary field to put the file in',
  },
];
