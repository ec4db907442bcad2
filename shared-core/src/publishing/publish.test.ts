import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cases } from '../compile/testing/cases';
import { isAiEtlError, type AiEtlError } from '../errors';
import { parseSpec, specHash } from '../spec';
import { publicationOf, publicationUrl, publish, whoAmI } from '.';

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const flagship = cases.find(({ name }) => name === 'flagship')!;
const spec = parseSpec(flagship.text);
const publication = publicationOf(spec, flagship.schemas);

let server: Server;
let url: string;
let answer: Answer;
let requests: { method?: string; url?: string; authorization?: string; body: string }[];

const json =
  (status: number, body: object): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const page =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response
      .writeHead(status, { 'content-type': 'text/html', ...headers })
      .end('<!doctype html><h1>Hello</h1>');
const problem = (status: number, name: string, message: string) => json(status, { error: { name, message } });
const published = {
  name: spec.name,
  version: 3,
  hash: specHash(spec),
  changed: true,
  url: 'http://portal/x',
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url: path, headers } = request;
      const body = Buffer.concat(parts).toString();
      requests.push({ method, url: path, authorization: headers.authorization, body });
      answer(response, request);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  requests = [];
  answer = json(200, published);
});

async function refused(portal: { url: string; token?: string; timeoutMs?: number }): Promise<AiEtlError> {
  const error = await publish(portal, publication).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isAiEtlError(error)) throw new Error('was not refused by a typed error', { cause: error });
  return error;
}

describe('publishing', () => {
  it('puts spec, fields of the sources, message and version where the portal expects them', async () => {
    const more = publicationOf(spec, flagship.schemas, { message: 'later flights', expectedVersion: 2 });
    await expect(publish({ url: `${url}/`, token: ' the-token\n' }, more)).resolves.toEqual(published);
    const [request] = requests;
    expect(request).toMatchObject({
      method: 'PUT',
      url: '/api/ai-etl/v1/pipelines/delayed-flights-by-airport',
      authorization: 'Bearer the-token',
    });
    const body = JSON.parse(request?.body ?? '') as typeof more;
    expect(body).toMatchObject({ message: 'later flights', expectedVersion: 2 });
    expect(specHash(body.spec)).toBe(specHash(spec));
    // As people write it: what the schema fills in is left out.
    expect(body.spec).not.toHaveProperty('tags');
    expect(body.schemas?.['files:flights.csv']?.fields.map(({ name }) => name)).toEqual([
      'date',
      'delay',
      'distance',
      'origin',
      'destination',
    ]);
  });

  it.each(cases.map((one) => [one.name, one] as const))(
    '%s has the same hash there',
    (_, { text, schemas }) => {
      const sent = publicationOf(parseSpec(text), schemas);
      expect(specHash(JSON.parse(JSON.stringify(sent.spec)))).toBe(specHash(parseSpec(text)));
    },
  );

  it.each([
    ['http://localhost:7007', 'http://localhost:7007/api/ai-etl/v1/pipelines/a'],
    ['http://localhost:7007/', 'http://localhost:7007/api/ai-etl/v1/pipelines/a'],
    ['https://portal.example/back/', 'https://portal.example/back/api/ai-etl/v1/pipelines/a'],
    [' http://localhost:7007/api/ai-etl/ ', 'http://localhost:7007/api/ai-etl/v1/pipelines/a'],
  ])('an address may be written as %s', (given, expected) => {
    expect(publicationUrl({ url: given }, 'a')).toBe(expected);
  });

  it('encodes a name that is not ASCII', () => {
    expect(publicationUrl({ url: 'http://h' }, 'рейсы')).toMatch(/pipelines\/%D1%80/);
  });

  it.each<[string, Answer, string, RegExp]>([
    [
      '401',
      problem(401, 'AuthenticationError', 'x'),
      'publishing.token-refused',
      /does not accept the token/,
    ],
    ['403', problem(403, 'NotAllowedError', 'no'), 'publishing.not-allowed', /may not publish "delayed-/],
    [
      '409',
      problem(409, 'ConflictError', 'version 4 is the newest, 3 was expected'),
      'publishing.conflict',
      /version 4 is the newest/,
    ],
    ['400', problem(400, 'InputError', 'no step "x"'), 'publishing.spec-refused', /no step "x"/],
    ['413', page(413), 'publishing.too-large', /\d+ bytes/],
    ['500', problem(500, 'Error', 'the database is locked'), 'publishing.portal-down', /database is locked/],
    ['503 of a proxy', page(503), 'publishing.portal-down', /HTTP 503/],
    ['a web page', page(200), 'publishing.not-a-portal', /a web page[^]*backend/],
    ['a login', page(302, { location: '/login' }), 'publishing.not-a-portal', /HTTP 302/],
    ['404 of a portal without us', problem(404, 'NotFoundError', 'x'), 'publishing.not-a-portal', /HTTP 404/],
    ['other JSON', json(200, { ok: true }), 'publishing.not-a-portal', /HTTP 200/],
  ])('%s is told as what it is, without the token', async (_, given, code, said) => {
    answer = given;
    const error = await refused({ url, token: 's3cret-token' });
    expect(error.code).toBe(code);
    expect(error.render()).toMatch(said);
    expect(error.render('ru')).toMatch(/[а-я]/);
    expect(error.render() + JSON.stringify(error)).not.toContain('s3cret-token');
  });

  it('401 without a token says where to put one', async () => {
    answer = problem(401, 'AuthenticationError', 'Missing credentials');
    const error = await refused({ url });
    expect(error.code).toBe('publishing.token-missing');
    expect(error.hint).toContain('AI_ETL_PORTAL_TOKEN');
    expect(requests[0]?.authorization).toBeUndefined();
  });

  it('nobody listens, nobody answers', async () => {
    const down = await refused({ url: 'http://127.0.0.1:9' });
    expect(down.code).toBe('publishing.portal-down');
    answer = () => undefined;
    const silent = await refused({ url, timeoutMs: 50 });
    expect(silent.message).toContain('no answer in time');
  });

  it.each(['not an address', 'ftp://portal', 'http://me:s3cret@portal'])(
    'refuses the address %s',
    async (bad) => {
      const error = await refused({ url: bad });
      expect(error.code).toBe('publishing.bad-address');
      expect(error.message).not.toContain('s3cret');
    },
  );

  it('a token that cannot be sent is not shown', async () => {
    const error = await refused({ url, token: 's3cret\ntoken' });
    expect(error.code).toBe('publishing.bad-token');
    expect(error.render()).not.toContain('s3cret');
    expect(requests).toEqual([]);
  });

  it('asks who the token belongs to', async () => {
    answer = json(200, { principal: 'user:default/ann', permissions: { 'ai-etl.pipeline.publish': true } });
    await expect(whoAmI({ url, token: 'the-token' })).resolves.toMatchObject({
      principal: 'user:default/ann',
    });
    expect(requests).toMatchObject([
      { method: 'GET', url: '/api/ai-etl/v1/whoami', authorization: 'Bearer the-token', body: '' },
    ]);
    answer = page(200);
    await expect(whoAmI({ url })).rejects.toMatchObject({ code: 'publishing.not-a-portal' });
    answer = problem(401, 'AuthenticationError', 'x');
    await expect(whoAmI({ url, token: 'old' })).rejects.toMatchObject({ code: 'publishing.token-refused' });
  });

  it('ends on a signal', async () => {
    answer = () => undefined;
    const abort = new AbortController();
    const asked = publish({ url }, publication, abort.signal);
    abort.abort(new Error('interrupted'));
    await expect(asked).rejects.toThrow('interrupted');
  });
});
