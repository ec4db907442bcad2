-- Makes the table in which files/notes.jsonl.zst lands

DROP TABLE IF EXISTS public.trips__notes
;

CREATE TABLE public.trips__notes (
  trip bigint,
  note text,
  tags jsonb
)
;
