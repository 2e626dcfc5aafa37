"""Draft and issue documents by form: orders, announcements, letters, meetings."""
