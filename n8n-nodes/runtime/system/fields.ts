import { configFields, type Connector } from '@ai-etl/core';
import type { INodeProperties } from 'n8n-workflow';
import { optionsField, stepNameOption } from '../option-fields';
import { propertiesOf } from '../properties-of-fields';
import { readerLanguage } from '../reader-language';

/** Fields that several operations of a system share: the same object means the same field on the form. */
export interface SystemFields {
  object: INodeProperties;
  target: INodeProperties;
  container: INodeProperties;
  columns: INodeProperties;
  where: INodeProperties[];
  limit: INodeProperties;
  readOptions: INodeProperties;
}

/** The shared fields in the words of one system. */
export function systemFields(connector: Connector): SystemFields {
  const { title, placeholder } = connector.object;
  const language = readerLanguage();
  const target = { en: `Target ${title.en}`, ru: `Куда: ${title.ru.toLowerCase()}` };
  return {
    object: locator({ displayName: title[language], name: 'object', search: 'searchObjects', placeholder }),
    target: {
      ...locator({ displayName: target[language], name: 'target', search: 'searchObjects', placeholder }),
      description: 'Where the rows go. What does not exist yet is created from the schema of the dataset.',
    },
    container: {
      ...locator({ displayName: 'In', name: 'container', search: 'searchContainers', placeholder: 'all' }),
      required: false,
      description: 'Only what lies in this schema, database or folder. Leave empty for everything.',
    },
    columns: {
      displayName: 'Fields',
      name: 'columns',
      type: 'multiOptions',
      typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['object.value'] },
      default: [],
      description:
        'Read only these fields. All of them when empty. Choose from the list, or specify names using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
    },
    where: connector.capabilities.dialect
      ? [
          {
            displayName: 'Where',
            name: 'where',
            type: 'string',
            default: '',
            placeholder: "e.g. delay > 15 and origin <> 'JFK'",
            description: 'Only rows for which this SQL condition is true, checked by the system itself',
          },
        ]
      : [],
    limit: {
      displayName: 'Limit',
      name: 'limit',
      type: 'number',
      typeOptions: { minValue: 1, maxValue: 10_000 },
      default: 50,
      description: 'Max number of results to return',
    },
    readOptions: optionsField([stepNameOption, ...readOptionFields(connector)]),
  };
}

const readOptionFields = ({ readOptions }: Connector) =>
  readOptions ? propertiesOf(configFields(readOptions)).map((field) => ({ ...field, required: false })) : [];

function locator(field: {
  displayName: string;
  name: string;
  search: string;
  placeholder: string;
}): INodeProperties {
  const { displayName, name, search, placeholder } = field;
  return {
    displayName,
    name,
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Choose…',
        typeOptions: { searchListMethod: search, searchable: true },
      },
      { displayName: 'By Name', name: 'name', type: 'string', placeholder: `e.g. ${placeholder}` },
    ],
  };
}
