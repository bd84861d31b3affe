"""What Voilà is told, and what its page is given."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import Any

from traitlets.config import Config

from samverk.live.frame import page_texts
from samverk.live.kernels import Kernels, opening
from samverk.live.place import Place
from samverk.live.specs import OwnPython

WIDGETS = [
    "@jupyter-widgets/jupyterlab-manager",
    "@voila-dashboards/widgets-manager8",
    "anywidget",
]


def edition() -> str:
    """What is new in the addresses of scripts when what they come from is."""
    names = ("voila", "ipywidgets", "anywidget", "jupyterlab_widgets")
    told = " ".join(f"{name} {version(name)}" for name in names)
    return hashlib.sha256(told.encode("utf-8")).hexdigest()[:12]


def _page_config(place: Place) -> Any:
    def page_config(config: dict[str, Any], **_about: Any) -> dict[str, Any]:
        current = opening.get()
        assert current is not None
        language = place.language
        named = edition()
        return {
            **config,
            "kernelId": current.kernel_id,
            "fullStaticUrl": f"/voila/{named}/static",
            "fullLabextensionsUrl": f"/voila/{named}/labextensions",
            "samverk": {"language": language, "texts": page_texts(language)},
        }

    return page_config


def settings(place: Place) -> Config:
    """What Voilà is told."""
    return Config(
        {
            "VoilaConfiguration": {
                "template": "base",
                "allow_template_override": "NO",
                "allow_theme_override": "NO",
                "multi_kernel_manager_class": Kernels,
                "kernel_spec_manager_class": OwnPython,
                "extension_allowlist": WIDGETS,
                "page_config_hook": _page_config(place),
                "preheat_kernel": False,
                "http_keep_alive_timeout": 60,
                "file_allowlist": [],
            },
            "ServerKernelManager": {"autorestart": False, "shutdown_wait_time": 3.0},
            "KernelManager": {"autorestart": False, "shutdown_wait_time": 3.0},
        }
    )
