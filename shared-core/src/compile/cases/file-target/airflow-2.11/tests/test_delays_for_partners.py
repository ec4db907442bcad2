"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.models.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "delays_for_partners.py"), include_examples=False)
    assert bag.import_errors == {}
    dag = bag.dags["delays-for-partners"]
    assert dag.task_ids and set(dag.task_ids) == {"land_flights_for_as_csv", "land_airports_for_as_csv", "check_checked_delays_are_there_for_as_csv", "publish_as_csv", "clean_up_as_csv", "land_flights_for_as_lines", "land_airports_for_as_lines", "check_checked_delays_are_there_for_as_lines", "publish_as_lines", "clean_up_as_lines", "land_flights_for_as_parquet", "land_airports_for_as_parquet", "check_checked_delays_are_there_for_as_parquet", "publish_as_parquet", "clean_up_as_parquet"}
    assert "land_airports_for_as_csv" in dag.get_task("land_flights_for_as_csv").downstream_task_ids
    assert "check_checked_delays_are_there_for_as_csv" in dag.get_task("land_airports_for_as_csv").downstream_task_ids
    assert "publish_as_csv" in dag.get_task("check_checked_delays_are_there_for_as_csv").downstream_task_ids
    assert "clean_up_as_csv" in dag.get_task("publish_as_csv").downstream_task_ids
    assert "land_airports_for_as_lines" in dag.get_task("land_flights_for_as_lines").downstream_task_ids
    assert "check_checked_delays_are_there_for_as_lines" in dag.get_task("land_airports_for_as_lines").downstream_task_ids
    assert "publish_as_lines" in dag.get_task("check_checked_delays_are_there_for_as_lines").downstream_task_ids
    assert "clean_up_as_lines" in dag.get_task("publish_as_lines").downstream_task_ids
    assert "land_airports_for_as_parquet" in dag.get_task("land_flights_for_as_parquet").downstream_task_ids
    assert "check_checked_delays_are_there_for_as_parquet" in dag.get_task("land_airports_for_as_parquet").downstream_task_ids
    assert "publish_as_parquet" in dag.get_task("check_checked_delays_are_there_for_as_parquet").downstream_task_ids
    assert "clean_up_as_parquet" in dag.get_task("publish_as_parquet").downstream_task_ids
