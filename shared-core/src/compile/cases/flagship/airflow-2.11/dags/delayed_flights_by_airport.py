"""delayed-flights-by-airport

files/flights.csv → warehouse/analytics.delayed_flights (replace)

Compiled by AI-ETL from the spec delayed-flights-by-airport (f115c4e74972) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset
from airflow.timetables.interval import CronDataIntervalTimetable

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import ClickHouse, Copy, File, Statements  # noqa: E402

with DAG(
    dag_id="delayed-flights-by-airport",
    description="delayed-flights-by-airport",
    schedule=CronDataIntervalTimetable("0 6 * * *", timezone="Europe/Moscow"),
    start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Moscow"),
    catchup=False,
    max_active_runs=1,
    default_args={
        "owner": "analytics",
    },
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # files/flights.csv lands beside the target, row by row as it is
    land_flights = Copy(
        task_id="land_flights",
        source=File("files", "flights.csv"),
        target=ClickHouse("warehouse"),
        sql="sql/delayed_flights_by_airport/land_flights.sql",
    )

    # Works the rows out and publishes them into analytics.delayed_flights (replace)
    publish_mart = Statements(
        task_id="publish_mart",
        database=ClickHouse("warehouse"),
        sql="sql/delayed_flights_by_airport/publish_mart.sql",
        lineage="sql/delayed_flights_by_airport/publish_mart.lineage.json",
        outlets=[Dataset("warehouse/analytics.delayed_flights")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=ClickHouse("warehouse"),
        sql="sql/delayed_flights_by_airport/clean_up_mart.sql",
    )

    land_flights >> publish_mart >> clean_up_mart
