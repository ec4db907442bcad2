import type {
  AuditEntry,
  Dataset,
  Pipeline,
  PipelineSummary,
  PipelineVersion,
  Run,
  VersionDiff,
} from '@ai-etl/backstage-plugin-ai-etl-common';

/** Answers of the API as the pages get them. */
export const flights: PipelineSummary = {
  name: 'delayed-flights',
  entityRef: 'component:default/delayed-flights',
  description: 'Late flights by airport',
  owner: 'group:default/analytics',
  tags: ['nightly'],
  systems: ['file', 'clickhouse'],
  cron: '0 6 * * *',
  schedule: 'at 06:00 every day',
  version: 2,
  hash: 'abc',
  updatedAt: '2026-11-20T06:00:00Z',
  lastRuns: [
    {
      runId: 'r1',
      state: 'success',
      startedAt: '2026-11-19T06:00:00Z',
      seconds: 10,
      written: 300,
      rejected: 0,
    },
    { runId: 'r2', state: 'failed', startedAt: '2026-11-20T06:00:00Z', seconds: 4, written: 0, rejected: 7 },
  ],
};

const file = {
  id: 'flights',
  namespace: 'file',
  name: 'flights.csv',
  title: 'flights.csv',
  system: 'file',
  entityRef: 'resource:default/flights',
};

export const flightsPipeline: Pipeline = {
  ...flights,
  spec: {},
  yaml: 'apiVersion: ai-etl/v1\nname: delayed-flights\n',
  steps: [
    {
      id: 'flights',
      kind: 'source',
      inputs: [],
      title: 'flights.csv',
      system: 'file',
      object: 'flights.csv',
      datasetId: 'flights',
    },
    {
      id: 'mart',
      kind: 'target',
      inputs: ['flights'],
      title: 'replace mart',
      system: 'clickhouse',
      object: 'mart',
    },
  ],
  findings: [{ severity: 'warning', message: 'Column email looks like personal data', step: 'flights' }],
  reads: [file],
  writes: [],
  mayEdit: true,
  mayDelete: false,
};

export const failedRun: Run = {
  runId: 'r2',
  pipeline: 'delayed-flights',
  state: 'failed',
  startedAt: '2026-11-20T06:00:00Z',
  seconds: 4,
  version: 2,
  door: 'airflow',
  read: 100,
  written: 93,
  rejected: 7,
  error: { message: 'Memory limit exceeded' },
  ledgers: [
    {
      step: 'mart',
      dataset: 'mart',
      read: 100,
      written: 93,
      rejected: 7,
      mode: 'replace',
      seconds: 3,
      firstRejects: [
        { row: 17, line: 18, field: 'delay', reason: 'not-a-number' },
        { row: 40, reason: 'a-reason-of-tomorrow' },
      ],
    },
  ],
  checks: [{ name: 'origin is not null', passed: false, failedRows: 3, totalRows: 100 }],
  tasks: [
    {
      name: 'load_mart',
      state: 'failed',
      startedAt: '2026-11-20T06:00:00Z',
      endedAt: '2026-11-20T06:00:04Z',
    },
  ],
};

export const versions: PipelineVersion[] = [
  {
    version: 2,
    hash: 'abc',
    createdAt: '2026-11-20T06:00:00Z',
    createdBy: 'user:default/anna',
    message: 'Also by city',
    changes: 1,
  },
  { version: 1, hash: 'abb', createdAt: '2026-11-19T06:00:00Z', createdBy: 'user:default/anna' },
];

export const difference: VersionDiff = {
  from: 1,
  to: 2,
  fromYaml: 'name: a\nwhere: delay > 30\n',
  toYaml: 'name: a\nwhere: delay > 15\n',
  changes: [{ kind: 'changed', path: 'steps.late.where', before: 'delay > 30', after: 'delay > 15' }],
};

export const flightsDataset: Dataset = {
  ...file,
  fields: [
    { name: 'origin', type: 'text', nullable: false },
    { name: 'delay', type: 'integer', nullable: true, sensitivity: 'pii' },
  ],
  producers: [],
  consumers: [flights],
  aliases: [{ namespace: 'file', name: '/data/flights.csv' }],
  goneAt: '2026-11-20T06:00:00Z',
  profile: {
    rows: 1000,
    columns: [
      {
        name: 'delay',
        type: { kind: 'integer' },
        nullShare: 0.1,
        distinct: 12,
        unique: false,
        histogram: [
          { from: '0', to: '10', count: 3 },
          { from: '10', to: '20', count: 9 },
        ],
        top: [],
        warnings: [],
      },
      {
        name: 'origin',
        type: { kind: 'text' },
        nullShare: 0,
        distinct: 2,
        top: [{ value: 'SVO', count: 800 }],
      },
      'of another shape',
    ],
  },
};

const told = { pipeline: 'delayed-flights' };
export const auditEntries: AuditEntry[] = [
  {
    ...told,
    at: '2026-11-20T08:00:00Z',
    who: 'user:default/anna',
    action: 'rollback',
    version: 3,
    message: 'back to version 1',
  },
  {
    ...told,
    at: '2026-11-20T06:00:00Z',
    who: 'user:default/boris',
    action: 'publish',
    version: 2,
    message: 'Also by city',
  },
  { ...told, at: '2026-11-19T06:00:00Z', who: 'user:default/anna', action: 'publish', version: 1 },
];
