-- Takes the rows of files/notes.jsonl.zst as they are

DROP TABLE IF EXISTS public.trips__notes
;

CREATE TABLE public.trips__notes (
  trip bigint,
  note text,
  tags jsonb
)
;

COPY public.trips__notes (trip, note, tags) FROM STDIN WITH (FORMAT csv, HEADER true, NULL '\N')
;
