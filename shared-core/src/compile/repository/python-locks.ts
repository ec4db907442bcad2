import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { templatesFolder } from './templates';

/** Versions of Airflow that a repository can be made for. */
export const airflowIds = ['2.10', '2.11', '3.0', '3.3'] as const;
/** @public */
export type AirflowId = (typeof airflowIds)[number];

/** Exact versions of everything that was installed beside an Airflow and ran our DAGs. */
export function lockText(version: AirflowId): string {
  return readFileSync(join(templatesFolder, `constraints-${version}.txt`), 'utf8');
}

/** `name==version` of packages, in the order asked. */
export function pinned(version: AirflowId, names: string[]): string[] {
  const lines = lockText(version).split('\n');
  return names.map((name) => lines.find((line) => line.startsWith(`${name}==`)) ?? name);
}

/** The exact version of Airflow, as its image is tagged. */
export const airflowRelease = (version: AirflowId): string =>
  pinned(version, ['apache-airflow'])[0]!.slice('apache-airflow=='.length);
