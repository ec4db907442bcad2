import { randomBytes } from 'node:crypto';
import fs, { existsSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import git from 'isomorphic-git';
import { create } from 'tar';
import { appearWhole } from './write-files';

/** A repository that was put away. */
export interface KeptRepository {
  path: string;
  commit: string;
  /** Nobody can guess it; who has it may download the archive. */
  archive: string;
}

const author = { name: 'AI-ETL', email: 'ai-etl@localhost' };

/** Where repositories are kept when there is no git host: one folder each, with its first commit. */
export class RepositoryFolder {
  constructor(private readonly root: string) {}

  /** @throws ConflictError when one of this name is there already */
  async keep(name: string, from: string, message: string): Promise<KeptRepository> {
    const path = resolveSafeChildPath(this.root, name);
    if (existsSync(path))
      throw new ConflictError(`the portal keeps a repository "${name}" already: choose another name, or have its folder removed`);
    let commit = '';
    await appearWhole(path, async dir => {
      await cp(from, dir, { recursive: true });
      await git.init({ fs, dir, defaultBranch: 'main' });
      await git.add({ fs, dir, filepath: '.' });
      commit = await git.commit({ fs, dir, author, message });
    });
    const archive = randomBytes(16).toString('hex');
    try {
      await mkdir(this.archives, { recursive: true });
      const file = this.archiveFile(archive);
      await create({ gzip: true, cwd: this.root, file, portable: true, mtime: new Date() }, [name]);
    } catch (error) {
      await this.discard(name, archive);
      throw error;
    }
    return { path, commit, archive };
  }

  /** Removes what a template made before it failed. */
  async discard(name: string, archive: string): Promise<void> {
    await rm(resolveSafeChildPath(this.root, name), { recursive: true, force: true });
    await rm(this.archiveFile(archive), { force: true });
  }

  /** The file of an archive, if there is one. */
  archiveNamed(archive: string): string | undefined {
    if (!/^[0-9a-f]{32}$/.test(archive)) return undefined;
    const file = this.archiveFile(archive);
    return existsSync(file) ? file : undefined;
  }

  private get archives(): string {
    return join(this.root, '.archives');
  }

  private archiveFile(archive: string): string {
    return resolve(this.archives, `${archive}.tar.gz`);
  }
}
