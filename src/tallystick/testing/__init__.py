"""Write a ledger as text, read a book as text: whole-system tests that need no Python.

Shipped, so that plug-ins can test too. One line a record; later lines name earlier ones:

    actor red-front armed XA           an actor of the scene's own directory
    edge unit part_of red-front        how two of them stand to each other
    place harbour town XA 10.00,20.00  a place; XA/XB leaves it between two countries,
                                       XA.01 is a division of one
    doc d1 2024-05-01 "North Wire"     a document and its source; `-` where not known
    doc d2 2024-05-02 Daily copies=d1  an exact copy; its claims are called d2.NAME
    doc d3 2024-05-02 Post resembles=d1    a near copy, with claims of its own
    doc d4 2024-05-02 Post via=AGENCY      says that it repeats an agency
    incident a d1 on=2024-04-30 at=harbour by=red-front killed=3
    total t d1 200 since=2024-01-01 by=red-front in=XA
    statement s d1 halt_announced issuer=red-front
    judge same a b                     also: different, accept, reject, set_aside
    judge correct a killed=4
    judge add b d1 on=2024-04-30       a claim that a person enters, called b from here
    judge withdraw 1                   takes back the first judgement of the scene

Fields of an incident: on (a day, or first..last), at (places), by, suspects, claimed,
denied (actors), target, type, killed, injured (12, 12.., 10..14, entries joined by
commas, of which 2/of:0 is a subset of the first, 5/as:0 retells it), says (the speaker),
stance, assertion, outcome, several (sites:3, wave:2..), background=yes, slot (where in
the text). Several names are joined by commas.
"""

from tallystick.testing.render import rendered
from tallystick.testing.scene import Scene, derived

__all__ = ["Scene", "derived", "rendered"]
