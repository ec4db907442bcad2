import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { optionalCredentials } from '../../runtime/credential-of-system';
import { executePerItem } from '../../runtime/operation';
import { Call } from '../../runtime/call';
import { inReaderLanguage } from '../../runtime/russian';
import { generate } from './generate';
import { properties } from './properties';

export class AiEtlGenerate implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Generate Pipeline',
    name: 'aiEtlGenerate',
    icon: { light: 'file:generate.svg', dark: 'file:generate.dark.svg' },
    group: ['transform'],
    version: 1,
    subtitle: '={{ $parameter["text"] }}',
    description:
      'A sentence in, a checked pipeline out, in English or Russian; what stays open comes back as a question',
    defaults: { name: 'ETL Generate Pipeline' },
    usableAsTool: true,
    inputs: [
      { type: NodeConnectionTypes.Main, displayName: 'Datasets' },
      {
        type: NodeConnectionTypes.AiLanguageModel,
        displayName: 'Model (Optional)',
        required: false,
        maxConnections: 1,
      },
    ],
    outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
    outputNames: ['Pipeline', 'Questions'],
    credentials: optionalCredentials,
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executePerItem(this, (index) => generate(new Call(this, index)), 1);
  }
}
