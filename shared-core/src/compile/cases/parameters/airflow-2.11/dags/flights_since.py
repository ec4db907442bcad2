"""flights-since

files/flights.csv → warehouse/late_flights (append)

Compiled by AI-ETL from the spec flights-since (063f650fb97e) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset
from airflow.models.param import Param

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Copy, File, Postgres, Statements, Watermark  # noqa: E402

with DAG(
    dag_id="flights-since",
    description="flights-since",
    schedule=timedelta(minutes=15),
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "airflow",
        "sla": timedelta(hours=1),
    },
    params={
        "least_delay": Param(15, type="integer"),
        "since": Param("2001-01-01", type="string"),
        "carrier": Param("O'Hare", type="string"),
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # Finds out where the last load of files/flights.csv ended, by date
    watermark_flights = Watermark(
        task_id="watermark_flights",
        database=Postgres("warehouse"),
        sql="sql/flights_since/watermark_flights.sql",
    )

    # files/flights.csv lands beside the target, row by row as it is
    land_flights = Copy(
        task_id="land_flights",
        source=File("files", "flights.csv"),
        target=Postgres("warehouse"),
        sql="sql/flights_since/land_flights.sql",
    )

    # Works the rows out and publishes them into late_flights (append), and keeps how far the source was read
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("warehouse"),
        sql="sql/flights_since/publish_mart.sql",
        lineage="sql/flights_since/publish_mart.lineage.json",
        outlets=[Dataset("warehouse/late_flights")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=Postgres("warehouse"),
        sql="sql/flights_since/clean_up_mart.sql",
    )

    watermark_flights >> land_flights >> publish_mart >> clean_up_mart
