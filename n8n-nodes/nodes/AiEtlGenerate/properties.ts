import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../runtime/option-fields';

export const properties: INodeProperties[] = [
  {
    displayName: 'What Should Happen',
    name: 'text',
    type: 'string',
    typeOptions: { rows: 4 },
    default: '',
    required: true,
    placeholder:
      'e.g. Every day at 6 load flights.csv into ClickHouse, only delays over 15 minutes, with the total by origin',
    description: 'In English or Russian: source, target, schedule, filters, groups, joins, columns',
    hint: 'Example in Russian: «Каждый день в 6 утра загружай рейсы из flights.csv в ClickHouse, только с задержкой больше 15 минут, с суммой по аэропортам вылета»',
  },
  {
    displayName:
      'Connect the datasets that the sentence speaks about (any number of them). Choose a credential for a system that is only a target. A chat model helps with long sentences and is not needed for plain ones.',
    name: 'datasetsNotice',
    type: 'notice',
    default: '',
  },
  {
    displayName: 'Answers',
    name: 'answers',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Answer' },
    default: {},
    placeholder: 'Add Answer',
    description: 'Answers to the questions of the last run: their ID, and the value of an option or a text',
    options: [
      {
        displayName: 'Answer',
        name: 'values',
        values: [
          { displayName: 'Question ID', name: 'id', type: 'string', default: '' },
          { displayName: 'Answer', name: 'value', type: 'string', default: '' },
        ],
      },
    ],
  },
  optionsField([
    {
      displayName: 'Language of Questions',
      name: 'language',
      type: 'options',
      options: [
        { name: 'English', value: 'en' },
        { name: 'Russian', value: 'ru' },
      ],
      default: 'en',
      description: "The sentence's own language without this option",
    },
    {
      displayName: 'Time Zone',
      name: 'timezone',
      type: 'string',
      default: '',
      placeholder: 'e.g. Europe/Moscow',
      description: "Of a schedule that names none; the workflow's own without this option",
    },
  ]),
];
