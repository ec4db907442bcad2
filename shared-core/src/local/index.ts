/** Local databases: PostgreSQL and ClickHouse's engine as servers, without root and without containers. */
export {
  startLocal,
  localStatus,
  stopLocal,
  type LocalOptions,
  type LocalStatus,
  type LocalServer,
  type LocalSystemId,
} from './local';
export { startPostgresServer, type PostgresServerOptions } from './postgres-server';
export { startClickHouseServer, type ClickHouseServerOptions } from './clickhouse-server';
export { type LocalAddress, type LocalServerHandle } from './server-handle';
export { localErrors } from './errors';
