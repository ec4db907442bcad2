import type { Connection } from '../connectors';
import type { RunLineage } from '../lineage';
import type { Ledger, Progress } from '../movement';
import type { ParameterValue } from '../plan';

/** What running and previewing need from the outside. @public */
export interface PlanConnections {
  /** An open connection by its name in the spec; whoever gives it closes it. */
  connections: (name: string) => Promise<Connection>;
  /** Values of the spec's parameters; defaults for the rest. */
  parameters?: Record<string, ParameterValue>;
  signal?: AbortSignal;
  /** Memory of the embedded engine, 256MB by default. */
  memoryLimit?: string;
}

/** @public */
export interface RunOptions extends PlanConnections {
  /** The same id again is the same run: what it has loaded is not loaded again. */
  runId?: string;
  onProgress?: (progress: Progress) => void;
  /** Where the run tells its lineage; it never fails or slows the run. */
  lineage?: RunLineage;
}

/** What a quality check found. @public */
export interface CheckResult {
  step: string;
  name: string;
  severity: 'error' | 'warn' | 'reject';
  passed: boolean;
  failedRows: number;
  totalRows: number;
}

/** @public */
export interface RunResult {
  runId: string;
  /** One per target, in the order of the plan. */
  ledgers: Ledger[];
  checks: CheckResult[];
  seconds: number;
}
