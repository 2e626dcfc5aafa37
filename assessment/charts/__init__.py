"""Pictures of scores: bars and lines as SVG for the web, as shapes for documents, as blocks for a terminal."""
