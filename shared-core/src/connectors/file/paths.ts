import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { fileErrors } from './errors';
import { formOfName } from './formats';

/** Where the objects of a connection lie. @internal */
export interface Place {
  connection: string;
  /** Absolute, links resolved. */
  root?: string;
}

/** A file that an object stands for. @internal */
export interface FileEntry {
  path: string;
  sizeBytes: number;
  modifiedMs: number;
}

const isGlob = (object: string) => /[*?]|\[[^\]]+\]|\{[^}]*,[^}]*\}/.test(object);

/** The absolute path of an object as written, wildcards and all; with slashes on every system. @internal */
export const fullPathOf = ({ root }: Pick<Place, 'root'>, object: string): string =>
  resolve(root ?? process.cwd(), object)
    .split(sep)
    .join('/');

/** The absolute path of an object; with a root, never outside of it. @throws `file.outside-root` (input) @internal */
export async function pathOf(place: Place, object: string): Promise<string> {
  const path = resolve(place.root ?? process.cwd(), object);
  await assertInside(place, object, path);
  return path;
}

/** Links are followed: what counts is where the bytes lie. */
async function assertInside({ root, connection }: Place, object: string, path: string): Promise<void> {
  if (root === undefined) return;
  const real = await realPathOf(path);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw fileErrors['outside-root']({ connection, object });
}

/** The real path of what may not exist yet: that of its nearest folder that does. */
async function realPathOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const parent = dirname(path);
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw cause;
    return join(await realPathOf(parent), basename(path));
  }
}

/**
 * The files of an object, sorted by name: one file, what a glob matches, or the data files of a folder and below.
 * @throws `file.*`, errors of the file system
 * @internal
 */
export async function filesOf(place: Place, object: string): Promise<FileEntry[]> {
  const path = await pathOf(place, isGlob(object) ? fixedPart(object) : object);
  const found =
    isGlob(object) && !(await exists(resolve(place.root ?? process.cwd(), object)))
      ? await matching(path, place, object)
      : await under(path);
  const inside: FileEntry[] = [];
  for (const file of found) {
    const real = await realpath(file);
    await assertInside(place, object, real);
    const { size, mtimeMs } = await stat(real);
    inside.push({ path: real, sizeBytes: size, modifiedMs: mtimeMs });
  }
  if (inside.length === 0) throw fileErrors['no-files']({ connection: place.connection, object });
  return inside;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** The folder above the first wildcard. */
function fixedPart(glob: string): string {
  const parts = glob.split(/[\\/]/);
  const first = parts.findIndex(isGlob);
  return parts.slice(0, first).join('/') || (glob.startsWith('/') ? '/' : '.');
}

async function matching(folder: string, place: Place, object: string): Promise<string[]> {
  const pattern = globPattern(
    resolve(place.root ?? process.cwd(), object)
      .split(sep)
      .join('/'),
  );
  return (await walk(folder)).filter((file) => pattern.test(file.split(sep).join('/')));
}

async function under(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  return (await walk(path)).filter((file) => formOfName(file).format !== undefined);
}

/** Files below a folder, hidden ones left out, in the order of their names. @internal */
export async function walk(folder: string, most = 100_000): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || entry.name.startsWith('_')) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await walk(path, most - files.length)));
    else files.push(path);
    if (files.length >= most) break;
  }
  return files;
}

/** `*`, `?`, `[a-z]`, `{a,b}` inside a name, `**` across folders. @internal */
export function globPattern(glob: string, flags = ''): RegExp {
  const body = glob.replaceAll(/\*\*\/?|\*|\?|\[[^\]]+\]|\{[^}]*\}|[.+^$()|\\[\]{}]/g, (part) => {
    if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[') && part.length > 1) return part.replace(/^\[!/, '[^');
    if (part.startsWith('{') && part.length > 1)
      return `(?:${part
        .slice(1, -1)
        .split(',')
        .map((one) => one.replaceAll(/[.+^$()|\\*?]/g, '\\$&'))
        .join('|')})`;
    return `\\${part}`;
  });
  return new RegExp(`^${body}$`, flags);
}

/** How an object is called by whoever uses the connection: from the root, or absolute. @internal */
export function objectName({ root }: Place, path: string): string {
  const from = root ?? process.cwd();
  const name = relative(from, path);
  return name.startsWith('..') || isAbsolute(name) ? path : name.split(sep).join('/');
}
