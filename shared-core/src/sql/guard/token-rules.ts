import type { Quoting } from './tokens';

/** What a dialect's text may not hold, for a guard that reads it word by word. */
export interface TokenRules extends Quoting {
  /** Words that begin a statement which reads. */
  starts: ReadonlySet<string>;
  /** Words that no reading statement holds as bare words. */
  words: ReadonlySet<string>;
  /** Functions that write, wait or reach out, wherever they stand. */
  functions: RegExp;
  /** Functions that may stand in FROM; any other is refused there. */
  tableFunctions: ReadonlySet<string>;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

/** By dialect. */
export const tokenRules: Record<'clickhouse' | 'duckdb', TokenRules> = {
  clickhouse: {
    backslash: true,
    hashComment: true,
    starts: words('select with'),
    words: words(
      'insert outfile attach detach grant revoke optimize truncate rename kill alter drop create undrop',
    ),
    functions:
      /^(url|urlcluster|file|filecluster|s3\w*|gcs|oss|cosn?|hdfs\w*|azureblobstorage\w*|remote|remotesecure|cluster|clusterallreplicas|mysql|postgresql|mongodb|redis|sqlite|odbc|jdbc|executable\w*|input|iceberg\w*|deltalake\w*|hudi\w*|paimon\w*|ytsaurus|arrowflight\w*|loop|dictionary|dict(get|has|is)\w*|joinget\w*|sleep\w*|getsetting\w*|getserversetting|filesystem\w*|catboostevaluate|addressto\w*|demangle|getoskernelversion|naivebayes\w*|nlp\w*|aigenerate\w*|ai\w+|prometheus\w*|timeseries\w*|fuzz\w*|icebergtruncate|nullin|evalml\w*|mergetree\w*)$/,
    tableFunctions: words(
      'numbers numbers_mt zeros zeros_mt generaterandom generateseries generate_series values view merge one primes',
    ),
  },
  duckdb: {
    backslash: false,
    hashComment: false,
    starts: words('select with from values'),
    words: words('insert update delete merge'),
    functions:
      /^(read_\w+|scan_\w+|\w+_scan|\w+_scan_\w+|parquet_\w+|glob|query|query_table|getenv|nextval|setseed|write_\w+|\w*secrets?|http_\w+|pragma_\w+|load_\w+|install_\w+|from_substrait\w*|get_substrait\w*|json_execute_serialized_sql|sniff_csv|st_read\w*|\w*checkpoint|enable_\w+|disable_\w+|sqlite_\w+|postgres_\w+|mysql_\w+|iceberg_\w+|delta_\w+|sql_auto_complete|test_\w+|summary|add_parquet_key|create_sort_key|duckdb_logs\w*|sleep\w*|write_log|parse_duckdb_log_message|remap_struct|shell\w*)$/,
    tableFunctions: words(
      'range generate_series unnest repeat repeat_row values duckdb_tables duckdb_columns',
    ),
  },
};
