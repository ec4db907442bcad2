import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const wide = { maxBuffer: 64 << 20 };
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Where the image of Airflow's makers has its Python environment, and who owns it. */
const airflowHome = '/home/airflow';
const environment = {
  PATH: `${airflowHome}/.local/bin:/usr/local/bin:/usr/bin:/bin`,
  HOME: airflowHome,
  AIRFLOW_HOME: '/opt/airflow',
};

/**
 * Builds and runs images by buildah, without a daemon: what stands behind the word `docker` of a repository's CI.
 *
 * @remarks Needs root, as it makes the root of a file system; RUN is isolated by chroot.
 */
export class ImageEngine {
  private readonly home = mkdtempSync(join(tmpdir(), 'ai-etl-images-'));
  /** A folder for PATH, with `docker`. */
  readonly bin = join(this.home, 'bin');

  /** Why images cannot be built on this machine; `undefined` where they can. */
  static get obstacle(): string | undefined {
    const works = (command: string, ...parameters: string[]) => spawnSync(command, parameters).status === 0;
    if (process.getuid?.() !== 0) return 'only root may make the root of a file system';
    if (!works('buildah', '--version') || !works('mmdebstrap', '--version'))
      return 'buildah and mmdebstrap are not here';
    return works('unshare', '--mount', 'true') ? undefined : 'this machine lets nobody mount';
  }

  constructor() {
    mkdirSync(this.bin);
    const build = [...this.options, 'build', '--isolation', 'chroot', '--pull-never', '--format', 'docker'];
    writeFileSync(
      join(this.bin, 'docker'),
      `#!/bin/sh\n[ "$1" = build ] || exit 64\nshift\nexec buildah ${build.map(quoted).join(' ')} "$@"\n`,
    );
    chmodSync(join(this.bin, 'docker'), 0o755);
  }

  private get options(): string[] {
    const { home } = this;
    return ['--root', join(home, 'store'), '--runroot', join(home, 'run'), '--storage-driver', 'overlay'];
  }

  private async buildah(...parameters: string[]): Promise<string> {
    return (await run('buildah', [...this.options, ...parameters], wide)).stdout.trim();
  }

  /**
   * An image laid out as Airflow's makers lay out theirs: Debian's Python, a user `airflow` without rights, Airflow in
   * a virtual environment of that user.
   *
   * @param name - as a Dockerfile names it
   * @param packages - the site-packages of an Airflow that is installed here
   * @param missing - packages that it is without, so that an installation has something to do
   */
  async makeAirflow(name: string, packages: string, missing: string[]): Promise<void> {
    const container = await this.buildah('from', 'scratch');
    const root = await this.buildah('mount', container);
    const within = (command: string) => run('chroot', [root, 'bash', '-euc', command], wide);
    await this.putDebian(root);
    await within(
      `useradd --uid 50000 --gid 0 --create-home airflow && python3.11 -m venv ${airflowHome}/.local`,
    );
    await run('cp', ['-a', `${packages}/.`, join(root, airflowHome, '.local/lib/python3.11/site-packages')]);
    // A registry behind a proxy of this place is trusted inside too.
    await run('cp', ['/etc/ssl/certs/ca-certificates.crt', join(root, 'etc/ssl/certs')]);
    await within(
      `${airflowHome}/.local/bin/pip uninstall -q --yes ${missing.join(' ')}
      mkdir -p ${environment.AIRFLOW_HOME}/dags
      chown -R airflow:0 ${airflowHome} ${environment.AIRFLOW_HOME}`,
    );
    const variables = Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
    await this.buildah(
      'config',
      ...variables,
      '--workingdir',
      '/opt/airflow',
      '--user',
      'airflow',
      container,
    );
    await this.buildah('commit', '-q', '--rm', '--disable-compression', container, `docker.io/${name}`);
  }

  /** Debian is set up in memory: its installer waits for the disk after every file. */
  private async putDebian(root: string): Promise<void> {
    const archive = join(this.home, 'debian.tar');
    const wanted = ['--mode=root', '--variant=minbase', '--include=python3.11-venv,ca-certificates'];
    const env = { ...process.env, TMPDIR: existsSync('/dev/shm') ? '/dev/shm' : tmpdir() };
    await run('mmdebstrap', [...wanted, 'bookworm', archive], { ...wide, env });
    await run('tar', ['-C', root, '-xf', archive]);
    rmSync(archive);
  }

  /** What a command in an image says, as the image's own user. */
  async says(image: string, ...command: string[]): Promise<string> {
    const container = await this.buildah('from', '--pull-never', image);
    try {
      return await this.buildah('run', '--isolation', 'chroot', container, '--', ...command);
    } finally {
      await this.buildah('rm', container);
    }
  }

  /** Removes every image and container. */
  async stop(): Promise<void> {
    await this.buildah('rm', '--all');
    await this.buildah('rmi', '--all', '--force');
    rmSync(this.home, { recursive: true, force: true });
  }
}
