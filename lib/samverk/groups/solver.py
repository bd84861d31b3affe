"""Running the solver CP-SAT so that it can be stopped and always gives the same answer.

One worker and deterministic time: neither the machine nor its load has a say.
"""

from __future__ import annotations

from math import ceil, isfinite
from threading import Thread
from typing import Any

from samverk.groups.watch import Watch
from samverk.model import Sorry
from samverk.words import _

TICK = 0.1


class Solver:
    """CP-SAT with a watch; raises `Sorry` where it is not installed.

    `spent` is the deterministic seconds of what was run so far.
    """

    def __init__(self, watch: Watch) -> None:
        self.cp = _cp_model()
        self.spent = 0.0
        self._watch = watch
        self._waited = 0.0
        self._last: Any = None
        self._status: Any = None

    def run(self, model: Any, seconds: float, **parameters: Any) -> None:
        """Solve the model within these deterministic seconds, or until the watch says stop."""
        self._last, self._status = self.cp.CpSolver(), None
        settings = self._last.parameters
        settings.num_workers = 1
        settings.random_seed = 0
        settings.linearization_level = 2
        settings.max_deterministic_time = seconds
        for name, value in parameters.items():
            setattr(settings, name, value)
        work = Thread(target=self._solve, args=(model,), daemon=True)
        work.start()
        while work.is_alive():
            work.join(TICK)
            self._waited += TICK
            if self.stop():
                self._last.stop_search()
        if self._status is not None:
            self.spent += self._last.response_proto.deterministic_time

    def stop(self) -> bool:
        """Tell the watch how far this is; True when to stop."""
        return self._watch.stop(self._waited / (self._waited + 10))

    def _solve(self, model: Any) -> None:
        self._status = self._last.solve(model)

    @property
    def found(self) -> bool:
        """Whether there is an answer to read with `value`."""
        return self._status in (self.cp.OPTIMAL, self.cp.FEASIBLE)

    @property
    def best(self) -> bool:
        """Whether that answer is proven best."""
        return bool(self._status == self.cp.OPTIMAL)

    @property
    def impossible(self) -> bool:
        """Whether there is proven to be no answer."""
        return bool(self._status == self.cp.INFEASIBLE)

    @property
    def floor(self) -> int | None:
        """What the objective can't be below; None where nothing is known."""
        if self._status not in (self.cp.OPTIMAL, self.cp.FEASIBLE, self.cp.UNKNOWN):
            return None
        bound = float(self._last.best_objective_bound)
        # A float, it may lie a hair above the whole number.
        return ceil(bound - 1e-4) if isfinite(bound) else None

    def value(self, variable: Any) -> int:
        """What the variable is in the answer."""
        return int(self._last.value(variable))


def _cp_model() -> Any:
    try:
        from ortools.sat.python import cp_model
    except ImportError:
        raise Sorry(
            _("Beviset trenger tillegget «proof». Installer det med: pip install samverk[proof]")
        ) from None
    return cp_model
