"""A ministry's pages in the tray: totals, provinces, offices that call for attention, one office. Nobody acts here."""
