/** Where a repository is: as `parseRepoUrl` reads `github.com?owner=acme&repo=orders`. */
export interface Place {
  host: string;
  owner: string;
  repo: string;
}

/** How the REST API of a kind of git host calls what we ask it for. */
export interface HostDialect {
  /** Below the API's address. */
  repository(place: Place): string;
  /** Below the repository: its two newest commits. */
  commits: string;
  commitId: string;
  authorization(token: string): Record<string, string>;
  /** What the token needs to remove a repository. */
  removing: string;
}

const part = encodeURIComponent;

/** The hosts that we can look into; Backstage's own module publishes to each of them. */
export const dialects: Record<string, HostDialect> = {
  github: {
    repository: ({ owner, repo }) => `/repos/${part(owner)}/${part(repo)}`,
    commits: '/commits?per_page=2',
    commitId: 'sha',
    authorization: token => ({ authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' }),
    removing: 'the right "delete_repo" (an app: "Administration: write")',
  },
  gitlab: {
    repository: ({ owner, repo }) => `/projects/${part(`${owner}/${repo}`)}`,
    commits: '/repository/commits?per_page=2',
    commitId: 'id',
    authorization: token => ({ 'private-token': token }),
    removing: 'the scope "api" and the role Owner',
  },
};
