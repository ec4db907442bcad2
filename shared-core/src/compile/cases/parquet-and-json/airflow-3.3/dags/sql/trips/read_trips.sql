-- Rows of files/trips.parquet, read by DuckDB

SELECT
  trip,
  person,
  "at",
  cost,
  '\x' || hex(photo) AS photo,
  to_json(place) AS place
FROM read_parquet(getvariable('file'))
