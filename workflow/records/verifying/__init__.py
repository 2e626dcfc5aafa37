"""Checking the journal: ``chain`` recomputes it, replays the states and names what is wrong; ``stretch`` checks a long
run of entries at once, also in a process of its own, and says only whether all of it is sound.
"""
