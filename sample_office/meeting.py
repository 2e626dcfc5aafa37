"""Where the 43 items stand at the first monthly meeting: 13 published, 12 on the way to approval, 18 being compiled."""

PUBLISHED = ("O1", "O2", "O3", "O4", "O5", "O6", "O8", "O9", "O10", "O11", "O19", "O23", "O31")

COMPILED = ("O13", "O17", "O27", "O39")
"""Compiled; the director has still to submit them."""
ON_ROUTE = ("O22", "O25")
"""Submitted; the deputy has still to endorse."""
BEFORE_HEAD = ("O12", "O34", "O35")
"""Submitted and endorsed; O34 and O35 are one memo, which the head signs with a pen and the registrar takes in."""
SIGNED = ("O20", "O24", "O28")
"""Signed; the web officer has still to publish."""

NOTHING_YET = ("O38", "O41", "O43")
"""Being compiled: nobody has handed in."""
PARTLY = ("O14", "O15", "O16", "O30", "O36")
"""Being compiled: the first group of several has handed in. O30 is flagged: no group compiles it yet (no `assign`)."""
HANDED_IN = ("O7", "O18", "O21", "O26", "O29")
"""Being compiled: handed in by all, not accepted yet."""
ACCEPTED = ("O32", "O33", "O37", "O40", "O42")
"""Being compiled: accepted, nothing ticked, compile not confirmed yet."""

WITHOUT_COMPILER = ("O30",)
"""Left without `assign` at the meeting; O36 to O38 have been settled."""

SUBMITTED = (*ON_ROUTE, *BEFORE_HEAD)
ON_THE_WAY = (*COMPILED, *SUBMITTED, *SIGNED)
COMPILING = (*NOTHING_YET, *PARTLY, *HANDED_IN, *ACCEPTED)
