"""Checks on a text about an assessment: what a careful registrar would notice before it is signed."""
