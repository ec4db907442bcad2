-- Rows of files/notes.jsonl.zst, read by DuckDB

SELECT
  trip,
  note,
  tags
FROM read_json(
  getvariable('file'),
  format = 'newline_delimited',
  compression = 'zstd',
  columns = {'trip': 'VARCHAR', 'note': 'VARCHAR', 'tags': 'VARCHAR'}
)
