/** A pipeline as people publish it: one file, one filter, one aggregate, one table. */
export function flightsSpec(name: string, changes: Record<string, unknown> = {}) {
  return {
    apiVersion: 'ai-etl/v1',
    name,
    description: 'Delays by airport',
    owner: 'analytics',
    tags: ['flights', 'daily'],
    schedule: { cron: '0 6 * * *', timezone: 'Europe/Moscow' },
    connections: { files: { system: 'file' }, warehouse: { system: 'clickhouse' } },
    steps: [
      { id: 'flights', kind: 'source', connection: 'files', object: 'flights.csv' },
      { id: 'delayed', kind: 'filter', input: 'flights', where: 'delay > 15' },
      {
        id: 'by_airport',
        kind: 'aggregate',
        input: 'delayed',
        by: ['origin'],
        measures: { flights: 'count(*)', total_delay: 'sum(delay)' },
      },
      {
        id: 'mart',
        kind: 'target',
        input: 'by_airport',
        connection: 'warehouse',
        object: 'analytics.delayed_flights',
        mode: 'replace',
      },
    ],
    ...changes,
  };
}

/** A TableSchema of the file that `flightsSpec` reads. */
export const flightsSchemas = {
  'files:flights.csv': {
    fields: [
      { name: 'date', type: { kind: 'date' }, nullable: true },
      { name: 'delay', type: { kind: 'integer', bits: 64, signed: true }, nullable: true },
      { name: 'origin', type: { kind: 'string' }, nullable: false },
    ],
  },
};
