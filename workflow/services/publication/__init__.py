"""Build the site's facts, prove from the home page, publish, adopt what was online before."""
