"""Translations of what click says by itself, in the form gettext reads. Our own sentences are in ``messages``."""
