"""An invented page, and how a run of the command ends."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PAGE = """\
SÉNAT DE BELGIQUE BELGISCHE SENAAT
________________
Session 2021-2022 Zitting 2021-2022
________________
2 juin 2022 2 juni 2022
________________
Question écrite n° {number} Schriftelijke vraag nr. {number}

de Anna Voorbeeld (Groen)

van Anna Voorbeeld (Groen)

à la ministre des Jardins publics

aan de minister van Openbare Tuinen
________________
Jardins publics - Arbres Openbare tuinen - Bomen
________________
arbre
espace vert
boom
groene ruimte
________ ________
2/6/2022Verzending vraag
(Einde van de antwoordtermijn: 7/7/2022)
{answered}Antwoord
2/6/2022Verzending vraag
(Einde van de antwoordtermijn: 7/7/2022)
{answered}Antwoord
________ ________
Question n° {number} du 2 juin 2022 : (Question posée en français) Vraag nr. {number} d.d. 2 juni 2022 : (Vraag gesteld in het Frans)

Les arbres de nos jardins publics vieillissent et la ministre en plante moins qu'autrefois.

1) Combien d'arbres la ministre a-t-elle fait planter dans les jardins publics ?

2) Combien d'arbres ont été abattus dans les jardins publics depuis trois ans ?

\N{NO-BREAK SPACE}

De bomen in onze openbare tuinen worden ouder en de minister plant er minder dan vroeger.

1) Hoeveel bomen heeft de minister in de openbare tuinen laten planten?

2) Hoeveel bomen zijn er in de openbare tuinen de jongste drie jaar geveld?

Réponse reçue le 19 juillet 2022 : Antwoord ontvangen op 19 juli 2022 :

1) La ministre a fait planter trois cents arbres dans les jardins publics.

{second_fr}
1) De minister heeft in de openbare tuinen driehonderd bomen laten planten.

{second_nl}"""

SECOND_FR = "2) Douze arbres ont été abattus dans les jardins publics.\n\n"
SECOND_NL = "2) Er zijn twaalf bomen geveld in de openbare tuinen.\n"


def page(number: str = "7-9001", *, answered: str = "19/7/2022", second: bool = True) -> str:
    """A page as the Senate prints it; without ``second``, the answer passes over point 2."""
    return PAGE.format(
        number=number,
        answered=answered,
        second_fr=SECOND_FR if second else "",
        second_nl=SECOND_NL if second else "",
    )


@dataclass(frozen=True)
class Result:
    """How a run of ``kg`` ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """The output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Kg = Callable[..., Result]
