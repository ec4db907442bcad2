-- Rows of files/people.json, read by DuckDB

SELECT
  person,
  name,
  born
FROM read_json(
  getvariable('file'),
  format = 'auto',
  columns = {'person': 'VARCHAR', 'name': 'VARCHAR', 'born': 'VARCHAR'}
)
