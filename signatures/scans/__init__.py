"""Pen and paper: codes printed on issued pages, and reading them back from a scan.

A right code says that the sheet carries what this office printed for a document. It does not say that the text is
unchanged, nor that anybody signed: that is what the registrar attests (:mod:`signatures.validation.attestation`).
"""
