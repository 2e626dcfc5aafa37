"""The arithmetic of an assessment and the checks on texts about it: numbers in, numbers with their reasons out.

Pure: imports nothing of ours, opens no database and knows no office. Data files lie beside the code that reads them.
"""
