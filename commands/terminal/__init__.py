"""How all of them look: lines, tables and hints on the screen."""
