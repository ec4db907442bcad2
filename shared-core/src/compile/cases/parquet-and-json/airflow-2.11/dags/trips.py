"""trips

files/trips.parquet, files/people.json, files/notes.jsonl.zst → warehouse/public.trips (replace)

Compiled by AI-ETL from the spec trips (44239b98ec1d) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Copy, File, Postgres, Statements  # noqa: E402

with DAG(
    dag_id="trips",
    description="trips",
    schedule=None,
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # files/trips.parquet lands beside the target, row by row as it is
    land_trips = Copy(
        task_id="land_trips",
        source=File("files", "trips.parquet"),
        query="sql/trips/read_trips.sql",
        target=Postgres("warehouse"),
        sql="sql/trips/land_trips.sql",
    )

    # files/people.json lands beside the target, row by row as it is
    land_people = Copy(
        task_id="land_people",
        source=File("files", "people.json"),
        query="sql/trips/read_people.sql",
        target=Postgres("warehouse"),
        sql="sql/trips/land_people.sql",
    )

    # files/notes.jsonl.zst lands beside the target, row by row as it is
    land_notes = Copy(
        task_id="land_notes",
        source=File("files", "notes.jsonl.zst"),
        query="sql/trips/read_notes.sql",
        target=Postgres("warehouse"),
        sql="sql/trips/land_notes.sql",
    )

    # Works the rows out and publishes them into public.trips (replace)
    publish_load = Statements(
        task_id="publish_load",
        database=Postgres("warehouse"),
        sql="sql/trips/publish_load.sql",
        lineage="sql/trips/publish_load.lineage.json",
        outlets=[Dataset("warehouse/public.trips")],
    )

    # Drops the landed tables
    clean_up_load = Statements(
        task_id="clean_up_load",
        database=Postgres("warehouse"),
        sql="sql/trips/clean_up_load.sql",
    )

    land_trips >> publish_load >> clean_up_load
    land_people >> publish_load
    land_notes >> publish_load
