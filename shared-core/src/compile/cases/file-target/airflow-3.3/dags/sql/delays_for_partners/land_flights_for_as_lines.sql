-- Takes the rows of files/flights.csv as they are

CREATE OR REPLACE TABLE delays_for_partners__flights__as_lines (
  origin VARCHAR,
  delay INTEGER,
  day DATE
)
;

INSERT INTO delays_for_partners__flights__as_lines
SELECT *
FROM (
  SELECT
    c0 AS "origin",
    coalesce(CASE WHEN regexp_full_match(c1, '[+-]?[0-9]+') THEN TRY_CAST(c1 AS INTEGER) END, CASE WHEN c1 IS NOT NULL THEN CAST(error('Failed to cast value: field ' || '"delay"' || ' holds "' || left(c1, 100) || '"') AS INTEGER) END) AS "delay",
    coalesce(CASE WHEN regexp_full_match(c2, '[+-]?[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2}( ?\(BC\))?|-?infinity') THEN TRY_CAST(c2 AS DATE) END, CASE WHEN c2 IS NOT NULL THEN CAST(error('Failed to cast value: field ' || '"day"' || ' holds "' || left(c2, 100) || '"') AS DATE) END) AS "day"
  FROM (
    SELECT c0 AS c0, nullif(trim(c1), '') AS c1, nullif(trim(c2), '') AS c2
    FROM read_csv(getvariable('rows'), auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = [''], allow_quoted_nulls = false, columns = {'c0': 'VARCHAR', 'c1': 'VARCHAR', 'c2': 'VARCHAR'})
  )
)
;
