"""Account for every byte that a later revision adds: a second reading that exists to disagree with pyHanko."""
