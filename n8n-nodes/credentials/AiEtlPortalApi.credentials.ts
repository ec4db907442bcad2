import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import { inReaderWords } from '../runtime/russian';

/** A portal: a Backstage with the AI-ETL plugins. */
export class AiEtlPortalApi implements ICredentialType {
  name = 'aiEtlPortalApi';

  displayName = 'ETL Portal API';

  documentationUrl = 'https://backstage.io/docs/auth/service-to-service-auth';

  icon: Icon = { light: 'file:portal.svg', dark: 'file:portal.dark.svg' };

  properties: INodeProperties[] = [
    {
      displayName: 'Address',
      name: 'url',
      type: 'string',
      default: '',
      required: true,
      placeholder: 'http://localhost:7007',
      description: "Address of the portal's backend",
    },
    {
      displayName: 'Token',
      name: 'token',
      type: 'string',
      typeOptions: { password: true },
      default: '',
      description: 'Token that the portal accepts from other tools; empty only where it lets everybody in',
    },
  ];

  constructor() {
    this.properties = inReaderWords(this.properties);
  }
}
