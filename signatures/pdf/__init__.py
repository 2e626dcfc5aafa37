"""Read a PDF's structure within limits: files, objects, streams, and text drawn as outlines."""
