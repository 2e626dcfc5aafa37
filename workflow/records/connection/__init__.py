"""The connection to the database: engines for each kind, the queue of writers, the files of SQLite."""
