"""The deeds: one function for each thing that a user does. No widgets, no HTTP."""
