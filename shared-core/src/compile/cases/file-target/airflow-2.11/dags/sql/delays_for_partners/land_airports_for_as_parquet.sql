-- Makes the table in which warehouse/public.airports lands

CREATE OR REPLACE TABLE delays_for_partners__airports__as_parquet (
  code VARCHAR,
  city VARCHAR
)
;
