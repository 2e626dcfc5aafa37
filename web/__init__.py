"""The tray: the second way in, for who sits at a Windows PC or holds a telephone.

It reads the table of steps, asks the same use cases as the command line and forms the same sentences; nothing of the
procedure is written here. Pages are made on the server and work without JavaScript (docs/tray.md).
"""
