"""Keep an office sound: backup, restore, doctor."""
