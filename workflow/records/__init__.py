"""What is kept, and nothing of what it means: tables, typed facts, the journal, number books, the unit of work.

``models`` are the tables, ``facts`` the values kept in them as JSON, ``queries`` every question that is asked of them.
``journal`` appends to the chain and ``verifying`` checks it; ``numbering`` takes numbers out of the ``books`` and
``registers`` reads them. ``unit_of_work`` opens a transaction, ``ledger`` locks an office; ``schema`` looks after the
tables as a whole, ``dump`` writes one office as lines and reads them back.
"""
