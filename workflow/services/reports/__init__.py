"""What an office makes of its assessment: results, estimates, measures, progress, meetings, and the papers."""
