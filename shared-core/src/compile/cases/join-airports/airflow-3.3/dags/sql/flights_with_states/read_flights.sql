-- Rows of files/flights-3m.parquet, read by DuckDB

SELECT
  date,
  delay,
  distance,
  origin,
  destination
FROM read_parquet(getvariable('file'))
