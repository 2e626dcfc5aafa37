"""Many offices in one PostgreSQL: kept apart by the database itself. One office on SQLite needs none of it."""
