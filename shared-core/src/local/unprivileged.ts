import { execFile, type ExecFileException } from 'node:child_process';
import { chown, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { localErrors } from './errors';

/** Runs a program to its end and gives what it printed. @internal */
export type Run = (program: string, args: string[]) => Promise<{ code: number; output: string }>;

interface User {
  uid: number;
  gid: number;
}

/** A way to become another user. */
interface Way {
  /** Whether the folder changes its owner. */
  givesFolder: boolean;
  command(user: User, program: string, args: string[]): [string, string[], Partial<User>];
}

/** The user itself, where it may pass the folders above the programs and the data. */
const asUser: Way = { givesFolder: true, command: (user, program, args) => [program, args, user] };

/**
 * Where those folders are closed to others (a checkout under /root, a private temporary folder): a user namespace in
 * which root goes by another number, so that files stay root's. util-linux' unshare is on every Debian, Ubuntu and
 * Fedora. Keeping the capability to pass folders instead does not do: access(2) ignores it, and initdb asks access(2).
 */
const inNamespace: Way = {
  givesFolder: false,
  command: ({ uid, gid }, program, args) => [
    'unshare',
    ['--user', `--map-user=${uid}`, `--map-group=${gid}`, program, ...args],
    {},
  ],
};

/**
 * How to run PostgreSQL's programs on a folder: as ourselves, or, since they refuse to run as root, as an
 * unprivileged user. No user is created.
 * @throws `local.no-unprivileged-user` (input)
 * @internal
 */
export async function unprivilegedRun(dir: string, program: string): Promise<Run> {
  if (process.getuid?.() !== 0) return (command, args) => run(command, args, {});
  const user = await unprivilegedUser(dir);
  if (!user) throw localErrors['no-unprivileged-user']({ dir });
  const isOpen = (await isOpenToOthers(program)) && (await isOpenToOthers(dir));
  const way = isOpen ? asUser : inNamespace;
  if (way.givesFolder) await chown(dir, user.uid, user.gid);
  const as: Run = (command, args) => run(...way.command(user, command, args));
  const probe = await as('/bin/sh', ['-c', 'test -x "$0" && test -w "$1"', program, dir]);
  if (probe.code !== 0) throw localErrors['no-unprivileged-user']({ dir });
  return as;
}

/** True where anybody may pass every folder above a path. */
async function isOpenToOthers(path: string): Promise<boolean> {
  const folder = dirname(path);
  if (((await stat(folder)).mode & 0o001) === 0) return false;
  return folder === dirname(folder) || isOpenToOthers(folder);
}

/** Who owned the folder last time, else `postgres`, else `nobody`; initdb wants a user with a name. */
async function unprivilegedUser(dir: string): Promise<User | undefined> {
  const { uid, gid } = await stat(dir);
  if (uid !== 0) return { uid, gid };
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => users.find((user) => user[0] === name)).find(Boolean);
  return found && { uid: Number(found[2]), gid: Number(found[3]) };
}

function run(
  program: string,
  args: string[],
  user: Partial<User>,
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const environment = { ...process.env, LC_ALL: 'C', LANG: 'C' };
    execFile(program, args, { ...user, env: environment, cwd: '/' }, (error, stdout, stderr) => {
      const code = error ? exitCode(error) : 0;
      resolve({ code, output: stdout + stderr + (code === 127 ? String(error?.message) : '') });
    });
  });
}

const exitCode = (error: ExecFileException) => (typeof error.code === 'number' ? error.code : 127);
