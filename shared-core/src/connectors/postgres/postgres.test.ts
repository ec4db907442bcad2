import { createStatements } from '../../ddl';
import { postgres } from '.';
import { connectorConformance } from '../testing/conformance';
import { startPostgres } from '../testing/start-postgres';
import { joinObject } from '../object-name';

connectorConformance(postgres, {
  start: async () => {
    const server = await startPostgres();
    const connection = await postgres.open(server.settings, { name: 'setup' });
    await connection.execute([
      'CREATE TABLE public.secrets (id bigint, name text)',
      `CREATE ROLE nobody_much LOGIN PASSWORD 'only for this test'`,
    ]);
    await connection.close();
    return {
      settings: server.settings,
      object: (name) => joinObject({ container: 'public', name }),
      create: (schema, keys) => (object) =>
        createStatements({ system: 'postgresql', object, schema, keys, ifNotExists: true }),
      wrongPassword: { ...server.settings, password: 'not the passw0rd' },
      wrongHost: { ...server.settings, host: 'no-such-host.invalid' },
      closedPort: { ...server.settings, port: 1 },
      withoutRights: {
        settings: { ...server.settings, user: 'nobody_much', password: 'only for this test' },
        object: 'public.secrets',
      },
      stop: () => server.stop(),
    };
  },
});
