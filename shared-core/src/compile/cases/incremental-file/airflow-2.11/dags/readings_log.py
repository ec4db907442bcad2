"""readings-log

files/readings.csv → warehouse/analytics.readings (append)

Compiled by AI-ETL from the spec readings-log (571051021965) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Check, ClickHouse, Copy, File, Statements, Watermark  # noqa: E402

with DAG(
    dag_id="readings-log",
    description="readings-log",
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
    # Finds out where the last load of files/readings.csv ended, by at
    watermark_readings = Watermark(
        task_id="watermark_readings",
        database=ClickHouse("warehouse"),
        sql="sql/readings_log/watermark_readings.sql",
    )

    # files/readings.csv lands beside the target, row by row as it is
    land_readings = Copy(
        task_id="land_readings",
        source=File("files", "readings.csv"),
        target=ClickHouse("warehouse"),
        sql="sql/readings_log/land_readings.sql",
    )

    # Stops the run when at is NULL: nothing could tell whether that row was loaded
    check_readings_cursor = Check(
        task_id="check_readings_cursor",
        database=ClickHouse("warehouse"),
        sql="sql/readings_log/check_readings_cursor.sql",
    )

    # Works the rows out and publishes them into analytics.readings (append)
    publish_load = Statements(
        task_id="publish_load",
        database=ClickHouse("warehouse"),
        sql="sql/readings_log/publish_load.sql",
        lineage="sql/readings_log/publish_load.lineage.json",
        outlets=[Dataset("warehouse/analytics.readings")],
    )

    # Drops the landed tables
    clean_up_load = Statements(
        task_id="clean_up_load",
        database=ClickHouse("warehouse"),
        sql="sql/readings_log/clean_up_load.sql",
    )

    watermark_readings >> land_readings >> check_readings_cursor >> publish_load >> clean_up_load
