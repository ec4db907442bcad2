"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "one_source_two_marts.py"))
    assert bag.import_errors == {}
    dag = bag.dags["one-source-two-marts"]
    assert dag.task_ids and set(dag.task_ids) == {"land_flights", "publish_mart", "publish_mart_calm", "clean_up_flights"}
    assert "publish_mart" in dag.get_task("land_flights").downstream_task_ids
    assert "publish_mart_calm" in dag.get_task("land_flights").downstream_task_ids
    assert "clean_up_flights" in dag.get_task("publish_mart").downstream_task_ids
    assert "clean_up_flights" in dag.get_task("publish_mart_calm").downstream_task_ids
