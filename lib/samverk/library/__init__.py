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
from samverk.library.prints import Print, prints
from samverk.library.programmes import Programme, Row, programme, programmes
from samverk.library.sample import Earlier, Sample, sample
from samverk.library.texts import BLANK, Letter, countdown, letters

__all__ = [
    "BLANK",
    "Earlier",
    "Found",
    "Letter",
    "Method",
    "Principle",
    "Print",
    "Programme",
    "Prompt",
    "Row",
    "Sample",
    "countdown",
    "folder",
    "letters",
    "methods",
    "principles",
    "prints",
    "programme",
    "programmes",
    "prompts",
    "sample",
]
