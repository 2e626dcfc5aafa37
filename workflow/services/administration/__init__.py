"""Set up an office: people, certificates, sessions, first data."""
