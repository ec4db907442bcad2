/** Credentials of the sample workflows for the local databases, as n8n imports them. */
const documents = {
  postgresql: { id: 'aiEtlAppDatabase', name: 'App database', type: 'aiEtlPostgresApi' },
  clickhouse: { id: 'aiEtlWarehouse', name: 'Warehouse', type: 'aiEtlClickHouseApi' },
};

const settings = {
  postgresql: ({ host, port, user, password, database }) => ({ host, port, user, password, database }),
  clickhouse: ({ host, port, user, password, database }) => ({
    url: `http://${host}:${port}`,
    user,
    password,
    database,
  }),
};

/** @param servers - `servers` of the core's `startLocal` or `localStatus` */
export const localCredentials = (servers) =>
  servers.map((server) => ({ ...documents[server.system], data: settings[server.system](server) }));
