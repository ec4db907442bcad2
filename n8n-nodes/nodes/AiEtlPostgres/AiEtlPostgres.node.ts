import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOfSystem, systemSubtitle } from '../../runtime/system/look';
import { credentialSystemNode } from '../../runtime/system/system-node';
import { inReaderLanguage } from '../../runtime/russian';

const node = credentialSystemNode('postgresql', 'aiEtlPostgresApi');

export class AiEtlPostgres implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL PostgreSQL',
    name: 'aiEtlPostgres',
    icon: { light: 'file:postgres.svg', dark: 'file:postgres.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: systemSubtitle,
    description:
      'Read, query, profile and load PostgreSQL tables; whole tables move as a stream, never as items',
    defaults: { name: 'ETL PostgreSQL' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: outputsOfSystem,
    credentials: [{ name: 'aiEtlPostgresApi', required: true, testedBy: 'testConnection' }],
    properties: node.properties,
  };

  methods = node.methods;

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return node.execute(this);
  }
}
