"""JupyterLab's settings in `samverk lab`: this machine alone, nothing fetched, nothing leaked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from samverk.live.strip import strip

if TYPE_CHECKING:
    from traitlets.config import get_config

c = get_config()

c.FileContentsManager.pre_save_hook = strip

c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port_retries = 0
c.ServerApp.open_browser = False
c.ServerApp.log_level = "ERROR"
c.ServerApp.allow_root = True
c.ServerApp.tornado_settings = {"websocket_max_message_size": 100 * 1024 * 1024}

# Taken out of the environment, so that no kernel hands it on.
c.IdentityProvider.token = os.environ.pop("SAMVERK_LAB_TOKEN")

c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.LabApp.log_level = "ERROR"
