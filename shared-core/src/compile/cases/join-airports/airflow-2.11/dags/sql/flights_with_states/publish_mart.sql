-- Publishes the rows of public.flights_by_state (append)

CREATE TABLE IF NOT EXISTS public.flights_by_state (
  date       timestamp without time zone NOT NULL,
  departure  text NOT NULL,
  state      text NOT NULL,
  is_late    boolean,
  kilometres numeric(26,6) NOT NULL
)
PARTITION BY RANGE (date)
;

CREATE TABLE IF NOT EXISTS public.flights_by_state_default PARTITION OF public.flights_by_state DEFAULT
;

CREATE INDEX IF NOT EXISTS flights_by_state_state_idx ON public.flights_by_state (state)
;

INSERT INTO public.flights_by_state (date, departure, state, is_late, kilometres)
WITH flights AS (
  SELECT date, delay, distance, origin
  FROM public.flights_with_states__flights
), airports AS (
  SELECT iata, state
  FROM public.flights_with_states__airports
  WHERE country = 'USA'
), from_where AS (
  SELECT
    flights.date,
    flights.delay,
    flights.distance,
    flights.origin,
    airports.state
  FROM flights
  LEFT JOIN airports ON flights.origin = airports.iata
), speed AS (
  SELECT
    from_where.date,
    from_where.distance,
    from_where.origin,
    coalesce(from_where.state, 'unknown') AS state,
    from_where.delay > 15 AS is_late,
    from_where.distance * 1.609344 AS kilometres
  FROM from_where
), long_ones AS (
  SELECT
    date,
    origin,
    state,
    is_late,
    kilometres
  FROM speed
  WHERE distance > 50 AND state <> 'AK'
)
SELECT
  date,
  origin AS departure,
  state,
  is_late,
  kilometres
FROM long_ones
;
