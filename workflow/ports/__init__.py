"""What the office needs of the world, as Protocols and plain facts: a module for each part of it.

``workflow`` never imports ``signatures``, ``templates_docx`` or ``public_site``: ``wiring`` hands it objects that keep
these promises. ``papers`` holds the facts each Word form is filled with, ``site`` what the public site is built from.
"""
