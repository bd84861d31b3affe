"""Which Python runs the notebook: the one that runs the server, whatever else is installed."""

from __future__ import annotations

import sys

from ipykernel.kernelspec import RESOURCES
from jupyter_client.kernelspec import NATIVE_KERNEL_NAME, KernelSpec, KernelSpecManager

# Without -P, a file beside the notebook could stand in for a module that the kernel starts with.
COMMAND = [sys.executable, "-P", "-m", "samverk.live.ipykernel_launcher", "-f", "{connection_file}"]


class OwnPython(KernelSpecManager):
    """One kernel. A notebook that was saved with another environment's opens with it too."""

    def find_kernel_specs(self) -> dict[str, str]:
        """Its name, and the folder of its icons."""
        return {NATIVE_KERNEL_NAME: str(RESOURCES)}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:  # noqa: ARG002
        """The kernel, whatever it is asked for as."""
        return KernelSpec(
            argv=list(COMMAND),
            display_name="Python 3",
            language="python",
            resource_dir=str(RESOURCES),
        )
