"""Frameworks: the files that ship, and how any framework file is read and validated."""
