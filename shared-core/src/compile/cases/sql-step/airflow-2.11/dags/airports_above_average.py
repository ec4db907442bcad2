"""airports-above-average

files/flights.csv, files/airports.csv → warehouse/airports_above_average (replace)

Compiled by AI-ETL from the spec airports-above-average (caa61945c890) for Airflow 2.11.
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
    dag_id="airports-above-average",
    description="airports-above-average",
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
        sql="sql/airports_above_average/land_flights.sql",
    )

    # files/airports.csv lands beside the target, row by row as it is
    land_airports = Copy(
        task_id="land_airports",
        source=File("files", "airports.csv"),
        target=Postgres("warehouse"),
        sql="sql/airports_above_average/land_airports.sql",
    )

    # Works the rows out and publishes them into airports_above_average (replace)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("warehouse"),
        sql="sql/airports_above_average/publish_mart.sql",
        lineage="sql/airports_above_average/publish_mart.lineage.json",
        outlets=[Dataset("warehouse/airports_above_average")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=Postgres("warehouse"),
        sql="sql/airports_above_average/clean_up_mart.sql",
    )

    land_flights >> publish_mart >> clean_up_mart
    land_airports >> publish_mart
