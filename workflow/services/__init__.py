"""Use cases, by subject. Each is a function that reads as its steps: open, decide, do, record.

``context`` is what all stand on: the office, who acts, their authority, one transition, results, conflicts. Above it
``documents`` and ``administration``; then ``collection``, ``approval``, ``publication``, ``numbering``; then ``intake``
and ``queries``; then ``operations``; and ``steps``, the table that every way in reads. What is above may use what is
below (import-linter holds it).
"""
