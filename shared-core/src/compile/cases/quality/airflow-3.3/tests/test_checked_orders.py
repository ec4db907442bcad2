"""The DAG loads without an error and holds the tasks of its spec, in their order."""

from pathlib import Path

from airflow.dag_processing.dagbag import DagBag

DAGS = Path(__file__).parent.parent / "dags"


def test_the_dag_loads_and_keeps_its_order():
    bag = DagBag(dag_folder=str(DAGS / "checked_orders.py"))
    assert bag.import_errors == {}
    dag = bag.dags["checked-orders"]
    assert dag.task_ids and set(dag.task_ids) == {"land_orders", "check_checked_numbers_are_unique", "check_checked_a_day_has_orders", "publish_mart", "clean_up_mart"}
    assert "check_checked_numbers_are_unique" in dag.get_task("land_orders").downstream_task_ids
    assert "check_checked_a_day_has_orders" in dag.get_task("land_orders").downstream_task_ids
    assert "publish_mart" in dag.get_task("check_checked_numbers_are_unique").downstream_task_ids
    assert "clean_up_mart" in dag.get_task("publish_mart").downstream_task_ids
    assert "clean_up_mart" in dag.get_task("check_checked_a_day_has_orders").downstream_task_ids
