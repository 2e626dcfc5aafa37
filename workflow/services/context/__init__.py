"""What every use case stands on: the office, who acts, their authority, one transition, results and conflicts."""
