import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';

/** What can go wrong at a host. */
export interface Faults {
  /** The token is not known, for anything. */
  token?: boolean;
  /** Looking finds nothing, creating finds the name taken: a repository that the token may not see. */
  hidden?: boolean;
  /** The token may create, and may not push. */
  push?: boolean;
}

interface Call {
  request: IncomingMessage;
  host: FakeGitHost;
  /** What the pattern of the route caught. */
  words: string[];
  url: URL;
}

interface Answer {
  status?: number;
  body?: unknown;
  text?: string;
}

type Routes = Record<string, (call: Call) => Answer | Promise<Answer>>;

/** GitHub's and GitLab's REST API as far as Backstage's own modules call it; git itself is a real server. */
export class FakeGitHost {
  readonly token = 'host-token';
  faults: Faults = {};
  /** `METHOD path` of every call of the API. */
  readonly calls: string[] = [];
  private server!: Server;

  constructor(
    readonly kind: 'github' | 'gitlab',
    private readonly root: string,
  ) {}

  async start(): Promise<this> {
    this.server = createServer((request, response) => {
      this.answer(request, response).catch(error => response.writeHead(500).end(String(error)));
    });
    await new Promise<void>(resolve => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** Of Backstage's settings. */
  get integration(): object {
    const { host, token, url } = this;
    if (this.kind === 'github') return { github: [{ host, token, apiBaseUrl: `${url}/api/v3` }] };
    return { gitlab: [{ host, token, baseUrl: url, apiBaseUrl: `${url}/api/v4` }] };
  }

  /** As the form's field gives it. */
  repoUrl(repo: string): string {
    return `${this.host}?owner=acme&repo=${repo}`;
  }

  /** Where a repository lies; it may not. */
  folder(path: string): string {
    return join(this.root, `${path}.git`);
  }

  has(path: string): boolean {
    return existsSync(this.folder(path));
  }

  create(path: string): void {
    mkdirSync(dirname(this.folder(path)), { recursive: true });
    execFileSync('git', ['init', '--bare', '-q', '-b', 'main', this.folder(path)]);
  }

  remove(path: string): void {
    rmSync(this.folder(path), { recursive: true });
  }

  /** What git says of a repository, or undefined where it has nothing to say. */
  git(path: string, ...words: string[]): string | undefined {
    try {
      return execFileSync('git', ['-C', this.folder(path), ...words], { encoding: 'utf8', stdio: 'pipe' });
    } catch {
      return undefined;
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, this.url);
    if (/\.git\/(info\/refs|git-(receive|upload)-pack)$/.test(url.pathname)) {
      this.serveGit(request, response, url);
      return;
    }
    const { status = 200, body, text } = await this.api(request, url);
    const content = text ?? (body === undefined ? '' : JSON.stringify(body));
    response.writeHead(status, { 'content-type': text === undefined ? 'application/json' : 'text/plain' }).end(content);
  }

  private async api(request: IncomingMessage, url: URL): Promise<Answer> {
    const asked = `${request.method} ${url.pathname.replace(/^\/api\/v\d/, '')}`;
    this.calls.push(asked);
    const { authorization = '', 'private-token': own } = request.headers;
    const given = own ?? authorization.replace(/^(Bearer|token) /i, '');
    if (this.faults.token || given !== this.token) return { status: 401, body: { message: 'Bad credentials' } };
    for (const [pattern, route] of Object.entries(apis[this.kind])) {
      const found = new RegExp(`^${pattern}$`).exec(asked);
      if (found) return route({ request, host: this, url, words: found.slice(1).map(decodeURIComponent) });
    }
    return { status: 404, body: { message: 'Not Found' } };
  }

  /** Git's own server behind HTTP, as hosts run it. */
  private serveGit(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const password = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString().split(':')[1];
    if (this.faults.token || password !== this.token) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
      return;
    }
    if (this.faults.push && (url.pathname + url.search).includes('git-receive-pack')) {
      response.writeHead(403).end('You are not allowed to push code to this project.');
      return;
    }
    const backend = spawn('git', ['http-backend'], {
      env: {
        PATH: process.env.PATH,
        GIT_PROJECT_ROOT: this.root,
        GIT_HTTP_EXPORT_ALL: '1',
        REMOTE_USER: 'portal',
        PATH_INFO: decodeURIComponent(url.pathname),
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method,
        CONTENT_TYPE: request.headers['content-type'],
        ...(request.headers['content-length'] && { CONTENT_LENGTH: request.headers['content-length'] }),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
        HTTP_GIT_PROTOCOL: request.headers['git-protocol'] as string | undefined,
      } as NodeJS.ProcessEnv,
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', chunk => chunks.push(chunk));
    backend.on('close', () => {
      const all = Buffer.concat(chunks);
      const end = all.indexOf('\r\n\r\n');
      const headers = Object.fromEntries(
        all.subarray(0, end).toString().split('\r\n').map(line => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
      );
      const { Status: status = '200', ...others } = headers;
      response.writeHead(Number.parseInt(status, 10), others).end(all.subarray(end + 4));
    });
  }
}

const notFound: Answer = { status: 404, body: { message: '404 Not Found' } };
const commitsOf = ({ host }: Call, path: string) =>
  (host.git(path, 'log', '-2', '--format=%H', 'main') ?? '').split('\n').filter(Boolean);
const fileOf = ({ host, url }: Call, path: string, file: string): Answer => {
  const text = host.git(path, 'show', `${url.searchParams.get('ref') ?? 'main'}:${file}`);
  return text === undefined ? notFound : { text };
};

const github: Routes = {
  'GET /users/(.+)': ({ words: [login] }) => ({ body: { login, type: 'Organization' } }),
  'POST /orgs/(.+)/repos': async ({ request, host, words: [owner] }) => {
    const { name } = (await json(request)) as { name: string };
    const path = `${owner}/${name}`;
    if (host.faults.hidden || host.has(path))
      return {
        status: 422,
        body: { message: 'Repository creation failed.', errors: [{ message: 'name already exists on this account' }] },
      };
    host.create(path);
    return { status: 201, body: { name, clone_url: `${host.url}/${path}.git`, html_url: `${host.url}/${path}` } };
  },
  'GET /repos/([^/]+/[^/]+)': ({ host, words: [path] }) => (host.has(path) ? { body: { full_name: path } } : notFound),
  'DELETE /repos/([^/]+/[^/]+)': ({ host, words: [path] }) => {
    host.remove(path);
    return { status: 204 };
  },
  'GET /repos/([^/]+/[^/]+)/commits': call => {
    const commits = commitsOf(call, call.words[0]!);
    return commits.length ? { body: commits.map(sha => ({ sha })) } : { status: 409, body: { message: 'Git Repository is empty.' } };
  },
  'GET /repos/([^/]+/[^/]+)/contents/(.+)': call => fileOf(call, call.words[0]!, call.words[1]!),
  'PUT /repos/[^/]+/[^/]+/branches/main/protection': () => ({ body: {} }),
};

const projectOf = (host: FakeGitHost, path: string) => ({
  id: 7,
  path: path.split('/').at(-1),
  path_with_namespace: path,
  default_branch: 'main',
  http_url_to_repo: `${host.url}/${path}.git`,
});

const gitlab: Routes = {
  'GET /namespaces/(.+)': ({ words: [path] }) => ({ body: { id: 3, kind: 'group', path } }),
  'GET /user': () => ({ body: { id: 1, username: 'portal' } }),
  'GET /groups/[^/]+/projects': () => ({ body: [] }),
  'POST /projects': async ({ request, host }) => {
    const { path: name } = (await json(request)) as { path: string };
    const path = `acme/${name}`;
    if (host.faults.hidden || host.has(path)) return { status: 400, body: { message: { path: ['has already been taken'] } } };
    host.create(path);
    return { status: 201, body: projectOf(host, path) };
  },
  'GET /projects/([^/]+)': ({ host, words: [path] }) => (host.has(path) ? { body: projectOf(host, path) } : notFound),
  'DELETE /projects/([^/]+)': ({ host, words: [path] }) => {
    host.remove(path);
    return { status: 202, body: { message: '202 Accepted' } };
  },
  'GET /projects/([^/]+)/repository/commits': call => {
    const commits = commitsOf(call, call.words[0]!);
    return commits.length ? { body: commits.map(id => ({ id })) } : notFound;
  },
  'GET /projects/([^/]+)/repository/files/(.+)/raw': call => fileOf(call, call.words[0]!, call.words[1]!),
};

const apis = { github, gitlab };
