import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { inReaderLanguage } from '../../runtime/russian';
import { compileCall } from './compile';
import { properties } from './properties';

export class AiEtlCompile implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Compile',
    name: 'aiEtlCompile',
    icon: { light: 'file:compile.svg', dark: 'file:compile.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ "to " + $parameter["target"] }}',
    description:
      'Turn a pipeline into an Airflow DAG, SQL, a diagram or an n8n workflow; the same pipeline gives the same files',
    defaults: { name: 'ETL Compile' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, compileCall);
  }
}
