"""Papers behind the procedure's ports: Word forms, PDFs, sheets, texts, calendars."""
