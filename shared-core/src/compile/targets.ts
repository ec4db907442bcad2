import type { AnyTarget } from './compile-target';
import { airflow } from './airflow';
import { diagram } from './diagram';
import { n8n } from './n8n';
import { repository } from './repository';
import { sql } from './sql';

/** The registry: every target, sorted by id, nothing else. @public */
export const compileTargets: readonly AnyTarget[] = [airflow, repository, diagram, n8n, sql];
