/** A choice that a compile target offers. */
export interface TargetOption {
  key: 'version' | 'dialect';
  values: readonly { id: string; label: string }[];
}

/** What a spec can be compiled to here. */
export interface CompileTarget {
  id: string;
  label: string;
  option?: TargetOption;
}

/** The targets, most asked for first. */
export const COMPILE_TARGETS: readonly CompileTarget[] = [
  {
    id: 'airflow',
    label: 'Airflow',
    option: {
      key: 'version',
      values: ['3.3', '3.0', '2.11', '2.10'].map((id) => ({ id, label: `Airflow ${id}` })),
    },
  },
  {
    id: 'sql',
    label: 'SQL',
    option: {
      key: 'dialect',
      values: [
        { id: 'postgresql', label: 'PostgreSQL' },
        { id: 'clickhouse', label: 'ClickHouse' },
        { id: 'duckdb', label: 'DuckDB' },
      ],
    },
  },
  { id: 'n8n', label: 'n8n' },
  { id: 'diagram', label: 'Mermaid' },
];
