"""What of the generated package, of the recordings and of the user's code a change of the API hits.

`state_of` makes what is generated from one resolved form, `impact_of` follows changes between two such states, and
`with_uses` looks for what they hit in the user's code.

A symbol is dotted from the import name on. A method is `celigo_scripts.Celigo.scripts.update`, which stands for the same of
`AsyncCeligo`; an argument of it `celigo_scripts.Celigo.scripts.update(name)`, one of the client's constructor
`celigo_scripts.Celigo(token)`. A model is `celigo_scripts.models.Script`, a field of it `celigo_scripts.models.Script.name`.
"""

from generator.drift.impact.impact import Impact, impact_of
from generator.drift.impact.state import State, state_of
from generator.drift.impact.uses.uses import with_uses

__all__ = ["Impact", "State", "impact_of", "state_of", "with_uses"]
