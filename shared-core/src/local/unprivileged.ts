import { execFile, type ExecFileException } from 'node:child_process';
import { chown, readFile, stat } from 'node:fs/promises';
import { localErrors } from './errors';

/** Runs a program to its end and gives what it printed. @internal */
export type Run = (program: string, args: string[]) => Promise<{ code: number; output: string }>;

interface User {
  uid: number;
  gid: number;
}

/** A way to become another user. */
type Way = (user: User, program: string, args: string[]) => [string, string[], Partial<User>];

const ways: Way[] = [
  (user, program, args) => [program, args, user],
  // Where the folders above are closed to others (a checkout under /root), the user keeps one right of
  // root: to pass them. util-linux' setpriv is on every Debian, Ubuntu and Fedora.
  (user, program, args) => [
    'setpriv',
    [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--inh-caps=+dac_override',
      '--ambient-caps=+dac_override',
      program,
      ...args,
    ],
    {},
  ],
];

/**
 * How to run PostgreSQL's programs on a folder: as ourselves, or, since they refuse to run as root, as an
 * unprivileged user to whom the folder is given. No user is created.
 * @throws `local.no-unprivileged-user` (input)
 * @internal
 */
export async function unprivilegedRun(dir: string, program: string): Promise<Run> {
  if (process.getuid?.() !== 0) return (command, args) => run(command, args, {});
  const user = await unprivilegedUser(dir);
  if (!user) throw localErrors['no-unprivileged-user']({ dir });
  await chown(dir, user.uid, user.gid);
  for (const way of ways) {
    const as: Run = (command, args) => run(...way(user, command, args));
    const probe = await as('/bin/sh', ['-c', 'test -x "$0" && test -w "$1"', program, dir]);
    if (probe.code === 0) return as;
  }
  throw localErrors['no-unprivileged-user']({ dir });
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
