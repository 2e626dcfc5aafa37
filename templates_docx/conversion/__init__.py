"""Word into PDF, by LibreOffice kept warm."""
