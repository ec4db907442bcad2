import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOfSystem, systemSubtitle } from '../../runtime/system/look';
import { fieldSystemNode } from '../../runtime/system/system-node';
import { inReaderLanguage } from '../../runtime/russian';
import { folder } from './folder';

const node = fieldSystemNode('file', folder);

export class AiEtlFile implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL File',
    name: 'aiEtlFile',
    icon: { light: 'file:file.svg', dark: 'file:file.dark.svg' },
    group: ['input'],
    version: 1,
    subtitle: systemSubtitle,
    description:
      'Read, profile and write CSV, JSON, JSON Lines and Parquet files, compressed ones too, of any size',
    defaults: { name: 'ETL File' },
    usableAsTool: true,
    inputs: [NodeConnectionTypes.Main],
    outputs: outputsOfSystem,
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
