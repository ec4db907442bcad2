import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { inReaderLanguage } from '../../runtime/russian';
import { adviseCall } from './advise';

export class AiEtlAdvise implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Advise',
    name: 'aiEtlAdvise',
    icon: { light: 'file:advise.svg', dark: 'file:advise.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: 'storage, partitions, indexes',
    description:
      'Where a dataset should live and how it should lie there, with reasons and figures from the data itself',
    defaults: { name: 'ETL Advise' },
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Dataset', 'Advice'],
    properties: [
      {
        displayName: 'Queries',
        name: 'queries',
        type: 'string',
        typeOptions: { rows: 4 },
        default: '',
        placeholder: 'e.g. SELECT origin, sum(delay) FROM flights WHERE date >= … GROUP BY origin;',
        description:
          'Queries that the table will have to answer, each ending with a semicolon; they make the advice sharper',
      },
    ],
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, adviseCall);
  }
}
