"""Makes the shipped Word files once: ``python -m templates_docx.making``. Offices edit copies.

Written from nothing rather than from python-docx's default document, which carries 800 kB of styles nobody uses: a file
with only what it needs converts in half the time.
"""
