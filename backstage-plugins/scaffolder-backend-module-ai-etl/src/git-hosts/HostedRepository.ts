import { InputError, NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { DefaultGithubCredentialsProvider, type ScmIntegrations } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { dialects, type HostDialect, type Place } from './dialects';

const patienceMs = 30_000;
/** GitHub has no commits to list in an empty repository, GitLab has no repository. */
const nothingYet = new Set([404, 409]);

/** A repository at a git host, there or not, seen with the token of the host's integration. */
export class HostedRepository {
  private constructor(
    private readonly place: Place,
    private readonly dialect: HostDialect,
    private readonly api: string,
    private readonly token: string,
  ) {}

  /**
   * @param repoUrl - as Backstage's `RepoUrlPicker` gives it
   * @throws InputError when the host is unknown, is of another kind, or has no token
   */
  static async at(repoUrl: string, integrations: ScmIntegrations): Promise<HostedRepository> {
    const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
    const type = integrations.byHost(host)?.type ?? '';
    const dialect = dialects[type];
    if (!dialect || !owner || !repo)
      throw new InputError(`"${repoUrl}" is no repository of ${Object.keys(dialects).join(' or ')}`);
    const { api, token } = await entranceOf(type, host, owner, repo, integrations);
    if (!api || !token) throw new InputError(`the portal has no token for ${host}: set integrations.${type} in its settings`);
    return new HostedRepository({ host, owner, repo }, dialect, api, token);
  }

  /** The two newest commits, none when it is empty; undefined when there is no such repository. */
  async commits(): Promise<string[] | undefined> {
    const path = this.dialect.repository(this.place);
    const found = await this.ask('GET', path);
    if (found.status === 404) return undefined;
    await this.accepted(found);
    const listed = await this.ask('GET', path + this.dialect.commits);
    if (nothingYet.has(listed.status)) return [];
    await this.accepted(listed);
    return ((await listed.json()) as Record<string, string>[]).map(commit => commit[this.dialect.commitId]!);
  }

  /** @throws NotAllowedError that says what the token lacks */
  async remove(): Promise<void> {
    const answer = await this.ask('DELETE', this.dialect.repository(this.place));
    if (answer.status === 403)
      throw new NotAllowedError(`the portal's token may not remove ${this}: it needs ${this.dialect.removing}`);
    await this.accepted(answer);
  }

  /** Whether an address leads into this repository. */
  holds(address: string): boolean {
    const { host, owner, repo } = this.place;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return url?.host === host && decodeURI(url.pathname).startsWith(`/${owner}/${repo}/`);
  }

  toString(): string {
    const { host, owner, repo } = this.place;
    return `${host}/${owner}/${repo}`;
  }

  private async ask(method: string, path: string): Promise<Response> {
    try {
      return await fetch(this.api + path, {
        method,
        headers: this.dialect.authorization(this.token),
        signal: AbortSignal.timeout(patienceMs),
      });
    } catch (cause) {
      throw new ServiceUnavailableError(`${this.place.host} does not answer`, cause);
    }
  }

  private async accepted({ ok, status }: Response): Promise<void> {
    if (ok) return;
    if (status === 401)
      throw new NotAllowedError(`${this.place.host} does not know the portal's token (401): renew it under integrations in its settings`);
    if (status === 403) throw new NotAllowedError(`the portal's token may not look at ${this} (403)`);
    throw new ServiceUnavailableError(`${this.place.host} answered ${status}`);
  }
}

async function entranceOf(type: string, host: string, owner: string, repo: string, integrations: ScmIntegrations) {
  if (type === 'gitlab') {
    const { apiBaseUrl: api, token } = integrations.gitlab.byHost(host)!.config;
    return { api, token };
  }
  const url = `https://${host}/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
  const { token } = await DefaultGithubCredentialsProvider.fromIntegrations(integrations).getCredentials({ url });
  return { api: integrations.github.byHost(host)!.config.apiBaseUrl, token };
}
