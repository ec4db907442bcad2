"""Flights, by seven at the latest <& \"sharp\">

files/flights.csv → warehouse/public.flights (replace)

Compiled by AI-ETL from the spec flights-on-time (a0a7d455ccc0) for Airflow 2.11.
Change the spec and compile it again; what is changed here is lost.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pendulum
from airflow import DAG
from airflow.datasets import Dataset
from airflow.providers.smtp.notifications.smtp import SmtpNotifier
from airflow.timetables.interval import CronDataIntervalTimetable

sys.path.insert(0, str(Path(__file__).parent))  # Airflow 3 does not always look beside the DAG
from ai_etl_runtime import Copy, File, Postgres, Statements  # noqa: E402

with DAG(
    dag_id="flights-on-time",
    description="Flights, by seven at the latest <& \"sharp\">",
    schedule=CronDataIntervalTimetable("0 6 * * *", timezone="UTC"),
    start_date=pendulum.datetime(2024, 1, 1, tz="UTC"),
    catchup=False,
    max_active_runs=1,
    sla_miss_callback=SmtpNotifier(
        to=["data@example.org", "boss@example.org"],
        subject="flights-on-time: not ready after 1 hour",
        html_content="Flights, by seven at the latest &lt;&amp; \"sharp\"&gt;: the run is not ready 1 hour after it was due.",
    ),
    default_args={
        "owner": "airflow",
        "sla": timedelta(hours=1),
    },
    on_failure_callback=[
        SmtpNotifier(to="data@example.org"),
    ],
    tags=["ai-etl"],
    doc_md=__doc__,
):
    # files/flights.csv lands beside the target, row by row as it is
    land_flights = Copy(
        task_id="land_flights",
        source=File("files", "flights.csv"),
        target=Postgres("warehouse"),
        sql="sql/flights_on_time/land_flights.sql",
    )

    # Works the rows out and publishes them into public.flights (replace)
    publish_mart = Statements(
        task_id="publish_mart",
        database=Postgres("warehouse"),
        sql="sql/flights_on_time/publish_mart.sql",
        lineage="sql/flights_on_time/publish_mart.lineage.json",
        outlets=[Dataset("warehouse/public.flights")],
    )

    # Drops the landed tables
    clean_up_mart = Statements(
        task_id="clean_up_mart",
        database=Postgres("warehouse"),
        sql="sql/flights_on_time/clean_up_mart.sql",
    )

    land_flights >> publish_mart >> clean_up_mart
