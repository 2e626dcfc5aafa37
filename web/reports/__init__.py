"""Pages of what is said of the year: papers, results, the score, measures, meetings; as those of ``web.pages``."""
