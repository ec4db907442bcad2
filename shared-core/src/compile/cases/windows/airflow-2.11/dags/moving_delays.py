"""moving-delays

files/flights.csv → warehouse/moving_delays (merge)

Compiled by AI-ETL from the spec moving-delays (3aae9babc1c2) for Airflow 2.11.
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
    dag_id="moving-delays",
    description="moving-delays",
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
    # files/flights.csv lands beside the target, row by row as it is
    land_flights = Copy(
        task_id="land_flights",
        source=File("files", "flights.csv"),
        target=Postgres("warehouse"),
        sql="sql/moving_delays/land_flights.sql",
    )

    # Works the rows out and publishes them into moving_delays (merge)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("warehouse"),
        sql="sql/moving_delays/publish_mart.sql",
        lineage="sql/moving_delays/publish_mart.lineage.json",
        outlets=[Dataset("warehouse/moving_delays")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=Postgres("warehouse"),
        sql="sql/moving_delays/clean_up_mart.sql",
    )

    land_flights >> publish_mart >> clean_up_mart
