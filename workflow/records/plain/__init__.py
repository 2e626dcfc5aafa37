"""Looking without SQLAlchemy: the questions of a command that only looks, asked of an SQLite file by the bare driver.

``unit`` is one look at one consistent state, ``rows`` what it gives, ``answers`` the questions that have a plain form.
A question without one is asked by SQLAlchemy over the same connection, so it sees the same state.
"""
