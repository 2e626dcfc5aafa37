"""Reports of the site for the office itself: what to put up, what was seen. Pages of one file, to read and to print."""
