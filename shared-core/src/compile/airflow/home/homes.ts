import { isWarehouse, type HomeSystem } from '../dag';
import { duckdb } from './duckdb';
import type { Home } from './home';
import { clickhouse, postgresql } from './warehouse';

const homes: Record<HomeSystem, Home> = { postgresql, clickhouse, duckdb };

/** Where the rows of a target in this system are worked on. */
export const homeOf = (system: string): Home => homes[isWarehouse(system) ? system : 'duckdb'];
