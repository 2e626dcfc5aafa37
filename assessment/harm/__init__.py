"""What may harm people when it is published: found in texts, never judged here."""
