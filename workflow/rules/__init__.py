"""The procedure itself: pure, standard library only (``machine.py`` alone imports ``transitions``).

``states`` names things, ``table`` says what leads where, ``needs`` says what must be true first, ``case`` is all
the rules may look at, ``machine`` decides. Nothing here knows a clock, a file, a database or a language.
"""
