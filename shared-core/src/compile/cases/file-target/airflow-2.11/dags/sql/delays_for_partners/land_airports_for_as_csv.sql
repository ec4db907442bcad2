-- Takes the rows of warehouse/public.airports as they are

CREATE OR REPLACE TABLE delays_for_partners__airports__as_csv (
  code VARCHAR,
  city VARCHAR
)
;

INSERT INTO delays_for_partners__airports__as_csv
SELECT *
FROM read_csv(getvariable('rows'), auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '\N', allow_quoted_nulls = false, columns = {'code': 'VARCHAR', 'city': 'VARCHAR'})
;
