import { Router } from 'express';
import type { RepositoryFolder } from './RepositoryFolder';

const prefix = '/ai-etl/archives';

/** Below the scaffolder's address; the name is only what the browser calls the file. */
export const archivePath = (archive: string, name: string): string =>
  `${prefix}/${archive}/${encodeURIComponent(name)}.tar.gz`;

/** Paths that need no token: a browser's download sends none, and the key in the path cannot be guessed. */
export const openPath = prefix;

/** Serves archives of kept repositories. */
export function archiveRoute(repositories: RepositoryFolder): Router {
  const router = Router();
  router.get(`${prefix}/:archive/:file`, (request, response) => {
    const file = repositories.archiveNamed(request.params.archive);
    if (!file) {
      response.status(404).json({ error: { name: 'NotFoundError', message: 'no such archive' } });
      return;
    }
    response.download(file, request.params.file, { dotfiles: 'allow' });
  });
  return router;
}
