import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres, type TestPostgres } from '../testing/start-postgres';
import { postgres } from '.';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const whenOpenssl = hasOpenssl ? it : it.skip;

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server?.stop());

const open = async (settings: object) => {
  const connection = await postgres.open({ ...server.settings, ...settings }, { name: 'db' });
  try {
    const { rows } = await connection.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()');
    return rows[0]!.ssl;
  } finally {
    await connection.close();
  }
};

/** Gives the server a certificate for `localhost`, signed by itself. */
async function encrypt(): Promise<string> {
  const connection = await postgres.open(server.settings, { name: 'db' });
  const data = String((await connection.query('SHOW data_directory')).rows[0]!.data_directory);
  const [certificate, key] = [join(data, 'server.crt'), join(data, 'server.key')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-out', certificate, '-keyout', key];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files],
    { stdio: 'ignore' },
  );
  const { uid, gid } = statSync(data);
  for (const file of [certificate, key]) chownSync(file, uid, gid);
  chmodSync(key, 0o600);
  await connection.execute(['ALTER SYSTEM SET ssl = on']);
  await connection.query('SELECT pg_reload_conf()');
  await connection.close();
  return readFileSync(certificate, 'utf8');
}

describe('an encrypted connection', () => {
  it('is refused in our words where the server has none', async () => {
    await expect(open({ ssl: 'require' })).rejects.toMatchObject({
      code: 'connector.tls-failed',
      kind: 'input',
    });
  });

  whenOpenssl('proves the server only as far as it is asked to (needs openssl)', async () => {
    const ca = await encrypt();
    expect(await open({ ssl: 'require' })).toBe(true);
    expect(await open({ ssl: 'verify-full', ca, host: 'localhost' })).toBe(true);
    expect(await open({ ssl: 'disable' })).toBe(false);
    await expect(open({ ssl: 'verify-full' })).rejects.toMatchObject({ code: 'connector.tls-failed' });
    await expect(open({ ssl: 'verify-full', ca, host: '127.0.0.1' })).rejects.toMatchObject({
      code: 'connector.tls-failed',
    });
  });
});
