import { createStatements } from '../../ddl';
import { startClickHouseServer } from '../../local';
import { connectorConformance } from '../testing/conformance';
import { joinObject } from '../object-name';
import { clickhouse } from '.';

const oneUser = 'the local engine has a single user, who may do everything';

connectorConformance(clickhouse, {
  start: async () => {
    const server = await startClickHouseServer();
    const settings = { host: server.host, port: server.port, user: server.user, password: server.password };
    return {
      settings,
      object: (name) => joinObject({ container: 'default', name }),
      create: (schema, keys) => (object) =>
        createStatements({ system: 'clickhouse', object, schema, keys, ifNotExists: true }),
      wrongPassword: { ...settings, password: 'not the passw0rd' },
      wrongHost: { ...settings, host: 'no-such-host.invalid' },
      closedPort: { ...settings, port: 1 },
      stop: () => server.stop(),
    };
  },
  waivers: {
    'errors/permission-denied-read': oneUser,
    'errors/permission-denied-write': oneUser,
  },
});
