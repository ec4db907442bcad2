import {
  NodeConnectionTypes,
  type IExecuteFunctions,
  type INodeType,
  type INodeTypeDescription,
} from 'n8n-workflow';
import { executeEach } from '../../runtime/operation';
import { inReaderLanguage } from '../../runtime/russian';
import { properties } from './properties';
import { report } from './report';

export class AiEtlReport implements INodeType {
  description: INodeTypeDescription = {
    displayName: 'ETL Report',
    name: 'aiEtlReport',
    icon: { light: 'file:report.svg', dark: 'file:report.dark.svg' },
    group: ['output'],
    version: 1,
    subtitle: '={{ $parameter["format"] + ", " + $parameter["language"] }}',
    description:
      'A data-analysis report as one file: what the data is, what looks wrong in it, where it should live',
    defaults: { name: 'ETL Report' },
    usableAsTool: undefined, // it works on a dataset that arrives, and an agent sends none
    inputs: [NodeConnectionTypes.Main],
    outputs: [NodeConnectionTypes.Main],
    hints: [
      {
        message: 'The report needs a profile: put ETL Profile before it, and ETL Advise for recommendations.',
        displayCondition: '={{ !$json.profile }}',
        whenToDisplay: 'beforeExecution',
        location: 'outputPane',
      },
    ],
    properties,
  };

  constructor() {
    this.description = inReaderLanguage(this.description);
  }

  async execute(this: IExecuteFunctions) {
    return executeEach(this, report);
  }
}
