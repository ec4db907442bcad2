import { configFields, connectors } from '@ai-etl/core';
import type { Icon, ICredentialType } from 'n8n-workflow';
import { propertiesOf } from '../runtime/properties-of-fields';

/** What the ClickHouse connector needs to know, as it declares it. */
export class AiEtlClickHouseApi implements ICredentialType {
  name = 'aiEtlClickHouseApi';

  displayName = 'ETL ClickHouse API';

  documentationUrl = 'https://clickhouse.com/docs/interfaces/http';

  icon: Icon = { light: 'file:clickhouse.svg', dark: 'file:clickhouse.dark.svg' };

  properties = propertiesOf(configFields(connectors.get('clickhouse').configSchema));
}
