/** Systems by connector id, and what people call them. A word with `*` stands for all its endings. */
export const systems: Record<string, { title: string; words: string }> = {
  postgresql: {
    title: 'PostgreSQL',
    words: 'postgresql,postgres,pg,psql,постгрес*,постгре,постгря,постгрю,пг,постгрескл,постгрескуэль',
  },
  clickhouse: { title: 'ClickHouse', words: 'clickhouse,click house,кликхаус*,клик хаус,ch' },
  kafka: { title: 'Kafka', words: 'kafka,кафка,кафки,кафке,кафку' },
  s3: { title: 'S3', words: 's3,minio,минио' },
  hdfs: { title: 'HDFS', words: 'hdfs,хдфс,hadoop,хадуп*' },
  spark: { title: 'Spark', words: 'spark,спарк*' },
  mysql: { title: 'MySQL', words: 'mysql,мускул,майскуэль' },
  mongodb: { title: 'MongoDB', words: 'mongodb,mongo,монго,монга' },
  redis: { title: 'Redis', words: 'redis,редис*' },
  oracle: { title: 'Oracle', words: 'oracle,оракл*' },
  mssql: { title: 'SQL Server', words: 'mssql,sqlserver,sql server' },
  sqlite: { title: 'SQLite', words: 'sqlite' },
  snowflake: { title: 'Snowflake', words: 'snowflake,сноуфлейк*' },
  bigquery: { title: 'BigQuery', words: 'bigquery' },
  greenplum: { title: 'Greenplum', words: 'greenplum,гринплам*' },
  elasticsearch: { title: 'Elasticsearch', words: 'elasticsearch,elastic,эластик*' },
  duckdb: { title: 'DuckDB', words: 'duckdb' },
};

/** URI scheme → connector id, where they differ. */
export const schemes: Record<string, string> = {
  postgres: 'postgresql',
  s3a: 's3',
  s3n: 's3',
  file: 'file',
  http: 'http',
  https: 'http',
  ch: 'clickhouse',
};

/** Formats as people name them, and the ending of a file that is written in them. */
export const fileFormats: Record<string, string> = {
  csv: 'csv',
  parquet: 'parquet',
  паркет: 'parquet',
  json: 'json',
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  tsv: 'tsv',
  джейсон: 'json',
};
