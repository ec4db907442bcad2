import { configFields, connectors } from '@ai-etl/core';
import type { Icon, ICredentialType } from 'n8n-workflow';
import { propertiesOf } from '../runtime/properties-of-fields';

/** What the PostgreSQL connector needs to know, as it declares it. */
export class AiEtlPostgresApi implements ICredentialType {
  name = 'aiEtlPostgresApi';

  displayName = 'ETL PostgreSQL API';

  documentationUrl = 'https://www.postgresql.org/docs/current/libpq-connect.html';

  icon: Icon = { light: 'file:postgres.svg', dark: 'file:postgres.dark.svg' };

  properties = propertiesOf(configFields(connectors.get('postgresql').configSchema));
}
