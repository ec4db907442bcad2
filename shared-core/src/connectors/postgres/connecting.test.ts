import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { startPostgres, type TestPostgres } from '../testing/start-postgres';
import { postgres } from '.';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
}, 60_000);
afterAll(() => server?.stop());

const open = (settings: object) => postgres.open({ ...server.settings, ...settings }, { name: 'db' });

/** Something that listens and is no PostgreSQL. */
async function listening(answer: (socket: Socket) => void): Promise<{ port: number; end(): void }> {
  const sockets: Socket[] = [];
  const other: Server = createServer((socket) => {
    sockets.push(socket);
    answer(socket);
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const end = () => {
    sockets.forEach((socket) => socket.destroy());
    other.close();
  };
  return { port: (other.address() as AddressInfo).port, end };
}

describe('connecting', () => {
  it('without the password that the server asks for is refused as a wrong one', async () => {
    await expect(open({ password: undefined })).rejects.toMatchObject({ code: 'connector.wrong-password' });
  });

  it('to a database that is not there names it', async () => {
    await expect(open({ database: 'shpo' })).rejects.toMatchObject({
      code: 'connector.container-missing',
      message: expect.stringContaining('"shpo"'),
    });
  });

  it('gives up on a server that does not answer', async () => {
    const silent = await listening(() => undefined);
    await expect(open({ port: silent.port, connectTimeoutSeconds: 1 })).rejects.toMatchObject({
      code: 'connector.timeout',
      message: expect.stringContaining('within 1 s while connecting'),
    });
    silent.end();
  });

  it('ends at once when it is aborted', async () => {
    const silent = await listening(() => undefined);
    const stopping = new AbortController();
    const opening = postgres.open(
      { ...server.settings, port: silent.port },
      { name: 'db', signal: stopping.signal },
    );
    stopping.abort();
    await expect(opening).rejects.toMatchObject({ code: 'connector.cancelled' });
    silent.end();
  });

  it('to something that is no PostgreSQL is told apart from a refusal', async () => {
    const rude = await listening((socket) => socket.end());
    await expect(open({ port: rude.port })).rejects.toMatchObject({ code: 'connector.connection-lost' });
    rude.end();
  });

  it('says which setting is wrong, and never its secret', async () => {
    const error: Error = await open({ port: 99999, password: 'p4ssw0rd' }).then(
      () => Promise.reject(new Error('it was opened')),
      (error) => error,
    );
    expect(error).toMatchObject({ code: 'connector.bad-settings', message: expect.stringContaining('port') });
    expect(JSON.stringify(error) + error.stack).not.toContain('p4ssw0rd');
  });
});
