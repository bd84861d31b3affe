"""Start the kernel of a page: as ipykernel does, but without a debugger that nobody can reach."""

from __future__ import annotations

import sys


def main() -> None:
    """Run until the page lets go of it."""
    # A sixth of the memory of a kernel. Where it is missing, ipykernel goes without.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
