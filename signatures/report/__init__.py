"""Tell a verdict: on screen, as a page to file, as a bundle of evidence."""
