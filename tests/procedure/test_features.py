"""Runs every scenario of ``features/``."""

from pytest_bdd import scenarios

pytest_plugins = (
    "tests.procedure.steps_given",
    "tests.procedure.steps_when",
    "tests.procedure.steps_then",
    "tests.procedure.steps_assessment",
    "tests.procedure.steps_site",
    "tests.procedure.steps_power",
    "tests.procedure.steps_papers",
)

scenarios("../../features")
