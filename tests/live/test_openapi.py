"""The description of the interface is true: a fuzzer that reads it finds nothing that it hides."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from calling import call, prepare, projector, remote, room, table
from samverk.live.api import routes
from samverk.live.calls import CALLS
from samverk.live.desk import Desk
from samverk.live.openapi import description
from serving import Server, serving, write_notebook

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
ADDRESS = {"table": table, "room": room, "projector": projector, "remote": remote}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("described")
    notebook = write_notebook(folder / "workshop.ipynb")
    prepare(notebook, folder / "workshops", filled=False)
    with serving(notebook, folder / "workshops") as started:
        yield started


def test_it_describes_every_call_and_every_stream(server):
    told = call(f"{server.base}/api/openapi.json").body
    assert told["openapi"] == "3.1.0"
    described = {(path, method) for path, calls in told["paths"].items() for method in calls}
    assert described == {(c.address, c.method.lower()) for c in CALLS}
    assert set(told["x-streams"]) == {
        f"/api/{name}/{{code}}/feed" for name in ("tables", "room", "projector", "remote")
    }
    assert len(routes(Desk())) == len(told["paths"]) + len(told["x-streams"])


def test_every_reference_leads_somewhere():
    told = description()

    def references(part: object) -> Iterator[str]:
        if isinstance(part, dict):
            for key, value in part.items():
                yield from [value] if key == "$ref" else references(value)
        elif isinstance(part, list):
            for each in part:
                yield from references(each)

    known = {f"#/components/schemas/{name}" for name in told["components"]["schemas"]}
    assert {*references(told)} <= known


def test_a_method_that_there_is_none_of_is_refused(server):
    said = call(table(server), "DELETE")
    assert said.status == 405
    assert said.headers["Allow"] == "GET"


def fuzz(server: Server, name: str, mode: GenerationMode, examples: int) -> int:
    """Make calls that the description allows, or does not; returns how many were made."""
    schema = schemathesis.openapi.from_dict(description())
    one = next(c for c in CALLS if c.name == name)
    operation = schema[one.address][one.method]
    code = ADDRESS[one.page](server).rsplit("/", 1)[1]
    made: list[int] = []

    @settings(max_examples=examples, database=None, derandomize=True)
    @given(
        case=operation.as_strategy(generation_mode=mode), known=st.sampled_from([code] * 9 + [""])
    )
    def run(case: Case, known: str) -> None:
        parameters = dict(case.path_parameters or {})
        if known:
            case.path_parameters = {**parameters, "code": known}
        answer = case.call(base_url=server.base, timeout=30)
        case.validate_response(answer, checks=CHECKS)
        made.append(answer.status_code)

    run()
    return len(made)


@pytest.mark.parametrize("name", [c.name for c in CALLS])
def test_calls_as_they_are_described_are_answered_as_described(server, name):
    assert fuzz(server, name, GenerationMode.POSITIVE, 12)


@pytest.mark.parametrize("name", [c.name for c in CALLS if c.body])
def test_calls_that_break_the_description_are_refused_as_described(server, name):
    assert fuzz(server, name, GenerationMode.NEGATIVE, 12)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize("name", [c.name for c in CALLS if c.body])
def test_a_thousand_calls_find_nothing_undocumented(server, name, mode):
    assert fuzz(server, name, mode, 500)
