import { clickhouse } from './clickhouse';
import { file } from './file';
import { postgres } from './postgres';
import { registry } from './registry';

/** Every system there is; drivers are loaded when a connection opens. @public */
export const connectors = registry([clickhouse, file, postgres]);
