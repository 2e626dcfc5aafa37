"""Help, in two languages."""
