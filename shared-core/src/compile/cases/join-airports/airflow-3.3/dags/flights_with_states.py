"""Every flight with the state it starts in; airports that are not listed stay empty

files/flights-3m.parquet, files/airports.csv → warehouse/public.flights_by_state (append)

Compiled by AI-ETL from the spec flights-with-states (63528190d50e) for Airflow 3.3.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow.sdk import Asset, DAG

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Copy, File, Postgres, Statements  # noqa: E402

with DAG(
    dag_id="flights-with-states",
    description="Every flight with the state it starts in; airports that are not listed stay empty",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    dagrun_timeout=timedelta(hours=2),
    default_args={
        "owner": "airflow",
        "retries": 3,
        "retry_delay": timedelta(minutes=5),
        "retry_exponential_backoff": True,
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # files/flights-3m.parquet lands beside the target, row by row as it is
    land_flights = Copy(
        task_id="land_flights",
        source=File("files", "flights-3m.parquet"),
        query="sql/flights_with_states/read_flights.sql",
        target=Postgres("warehouse"),
        sql="sql/flights_with_states/land_flights.sql",
    )

    # files/airports.csv lands beside the target, row by row as it is
    land_airports = Copy(
        task_id="land_airports",
        source=File("files", "airports.csv"),
        target=Postgres("warehouse"),
        sql="sql/flights_with_states/land_airports.sql",
    )

    # Works the rows out and publishes them into public.flights_by_state (append)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("warehouse"),
        sql="sql/flights_with_states/publish_mart.sql",
        lineage="sql/flights_with_states/publish_mart.lineage.json",
        outlets=[Asset("warehouse/public.flights_by_state")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=Postgres("warehouse"),
        sql="sql/flights_with_states/clean_up_mart.sql",
    )

    land_flights >> publish_mart >> clean_up_mart
    land_airports >> publish_mart
