"""Where the workshop's data lies and which language it speaks, looked up apart from the loop."""

from __future__ import annotations

import asyncio
from pathlib import Path

from samverk.words import Language


class Place:
    """A workshop's folder as the server knows it. Until there is data, the one it would have."""

    def __init__(self, notebook: Path, data: Path) -> None:
        self.notebook = notebook
        self.data = data
        self.folder = data / notebook.stem
        self.language: Language = "nb"
        self._open = False
        self._seen: frozenset[Path] | None = None

    @property
    def documents(self) -> Path:
        """Where finished documents lie."""
        return self.folder / "documents"

    @property
    def is_ours(self) -> bool:
        """Whether the folder is there and is no other notebook's."""
        return self.folder.is_dir() and (self._open or not self._databases() & {self.folder})

    async def keep_up(self) -> None:
        """Look again where folders have come or gone."""
        databases = self._databases()
        if databases != self._seen:
            self._seen = databases
            await self.look()

    async def look(self) -> None:
        """Find the folder and the language anew."""
        await asyncio.get_running_loop().run_in_executor(None, self._look)

    def _look(self) -> None:
        from samverk.workshop import Workshop

        workshop = Workshop(self.notebook, self.data)
        try:
            self._open = workshop.is_open
            if workshop.is_open:
                self.folder = workshop.folder
                self.language = workshop.state.about.language
            elif not self.folder.is_dir():
                self.folder = self.data / self.notebook.stem
        finally:
            workshop.close()

    def _databases(self) -> frozenset[Path]:
        from samverk.neighbours import FILE

        return frozenset(path.parent for path in self.data.glob(f"*/{FILE}"))
