"""Plan, run and follow up a workshop where public bodies find measures together."""

__version__ = "0.1.0"
