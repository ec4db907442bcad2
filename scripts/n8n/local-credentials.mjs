/** Credentials of the sample workflows for the local databases, as n8n imports them. */
const documents = {
  postgresql: { id: 'aiEtlAppDatabase', name: 'App database', type: 'aiEtlPostgresApi' },
  clickhouse: { id: 'aiEtlWarehouse', name: 'Warehouse', type: 'aiEtlClickHouseApi' },
};

/** @param servers - `servers` of the core's `startLocal` or `localStatus` */
export const localCredentials = (servers) =>
  servers.map(({ system, host, port, user, password, database }) => ({
    ...documents[system],
    data: { host, port, user, password, database },
  }));
