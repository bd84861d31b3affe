"""The only reader of `templates/` and of the sample workshop."""

from samverk.library.cards import (
    Method,
    Principle,
    Prompt,
    methods,
    principles,
    prompts,
)
from samverk.library.files import Found, folder
from samverk.library.programmes import Programme, Row, programme, programmes
from samverk.library.sample import Earlier, Sample, sample

__all__ = [
    "Earlier",
    "Found",
    "Method",
    "Principle",
    "Programme",
    "Prompt",
    "Row",
    "Sample",
    "folder",
    "methods",
    "principles",
    "programme",
    "programmes",
    "prompts",
    "sample",
]
