"""With what values each query of the library is tried, and how its rows are compared."""

from __future__ import annotations

import io

from kg.queries import WRITERS, find, run
from kg.store import Store

BASE = "https://w3id.org/written-questions/be/senate/"

CASES: dict[str, dict[str, dict[str, str]]] = {
    "bilingual-gaps": {
        "all": {},
        "missing-nl": {"missing": "nl", "lang": "nl"},
        "points": {"part": "point"},
        "one-question": {"number": "7-14"},
        "legislature": {"legislature": "6"},
    },
    "full-text": {
        "any-case-and-part": {"text": "TREIN"},
        "in-one-language": {"text": "train", "in": "fr"},
        "quotes-and-braces": {"text": '"Drones" - {'},
        "of-one-member": {"text": "combien", "member": "jan"},
        "of-a-minister": {"text": "combien", "minister": "défense", "legislature": "6", "lang": "nl"},
        "nothing": {"text": "éléphant"},
        "nobody": {"text": "combien", "member": "nobody of that name"},
    },
    "late-answers": {
        "all": {},
        "dutch": {"lang": "nl"},
        "by-minister": {"minister": "DÉFENSE"},
        "by-minister-in-the-other-language": {"minister": "mobiliteit", "lang": "fr"},
        "by-minister-iri": {"minister": f"{BASE}post/ministre-de-la-justice"},
        "by-member": {"member": "léa"},
        "by-member-iri": {"member": f"{BASE}person/jan-voorbeeld"},
        "at-least": {"days": "10"},
        "legislature": {"legislature": "7"},
        "nobody": {"member": "nobody of that name"},
    },
    "lateness-by-minister": {
        "all": {},
        "dutch": {"lang": "nl"},
        "period": {"from": "2016-01-01", "to": "2016-05-31"},
        "many-answers": {"answers": "2"},
        "one-minister": {"minister": "justice"},
        "legislature": {"legislature": "6"},
    },
    "names": {
        "all": {},
        "dutch": {"lang": "nl"},
        "ministers": {"kind": "minister"},
        "by-name": {"name": "just"},
        "by-iri": {"name": "http://eurovoc.europa.eu/9002"},
    },
    "overdue": {
        "a-day-after": {"on": "2019-11-01"},
        "on-the-day": {"on": "2019-10-31"},
        "years-after": {"on": "2024-02-29", "lang": "nl"},
        "another-legislature": {"on": "2024-02-29", "legislature": "6"},
        "another-minister": {"on": "2024-02-29", "minister": "défense"},
        "another-member": {"on": "2024-02-29", "member": "modèle"},
    },
    "point-answers": {"grouped-and-nested": {"number": "6-101"}, "cut": {"number": "6-104", "lang": "nl"}},
    "question": {
        "everything": {"number": "6-101"},
        "dutch-page": {"number": "7-9", "lang": "nl"},
        "related": {"number": "7-40"},
        "by-iri": {"number": f"{BASE}question/7-40"},
        "unknown": {"number": "7-999"},
    },
    "questions": {
        "all": {},
        "dutch": {"lang": "nl"},
        "of-a-group": {"group": "rouge"},
        "of-a-group-by-its-other-name": {"group": "blauwe", "lang": "fr"},
        "of-a-status": {"status": "answered", "legislature": "7"},
        "of-a-period": {"from": "2016-01-28", "to": "2016-03-30"},
        "of-a-minister": {"minister": "justi"},
        "of-a-member": {"member": "exemple"},
    },
    "questions-by-member": {
        "all": {},
        "dutch": {"lang": "nl", "legislature": "7", "to": "2020-01-31"},
        "one": {"member": "voorbeeld"},
        "of-a-group": {"group": "bleu"},
        "of-a-period": {"member": f"{BASE}person/eve-modele", "from": "2019-11-01"},
    },
    "questions-by-topic": {
        "all": {},
        "dutch": {"lang": "nl"},
        "a-broader-term": {"topic": "politique des transports"},
        "a-broader-term-in-dutch": {"topic": "vervoersbeleid"},
        "an-alternative-label": {"topic": "chemin de fer"},
        "an-iri": {"topic": "http://eurovoc.europa.eu/9002"},
        "part-of-two-labels": {"topic": "leger"},
        "of-a-period": {"topic": "transport", "from": "2015-01-01", "to": "2015-12-31"},
        "of-a-legislature": {"legislature": "7"},
    },
    "related-questions": {
        "all": {},
        "one": {"number": "7-12"},
        "of-one-kind": {"relation": "resubmittedAs", "lang": "nl"},
    },
    "resubmissions": {
        "all": {},
        "from-the-middle": {"number": "7-12", "lang": "nl"},
        "no-chain": {"number": "7-9"},
    },
    "sources": {"all": {}, "one": {"number": "7-9"}, "legislature": {"legislature": "7"}},
    "status-counts": {"all": {}, "legislature": {"legislature": "6"}},
    "unanswered-points": {
        "all": {},
        "dutch": {"lang": "nl"},
        "one-question": {"number": "6-102"},
        "by-minister": {"minister": "mobil"},
        "of-a-member": {"member": "Léa", "legislature": "6"},
        "by-another-minister": {"minister": "défense"},
    },
    "unanswered-questions": {
        "all": {},
        "of-a-member": {"member": "ÈVE", "legislature": "7", "lang": "nl"},
        "of-a-status": {"status": "lapsed"},
        "of-a-minister": {"minister": "justitie"},
    },
}
ALL = [(query, case) for query, cases in CASES.items() for case in cases]


def tsv(query: str, store: Store, values: dict[str, str]) -> str:
    out = io.StringIO()
    WRITERS["tsv"].write(run(find(query), store, values), out)
    return out.getvalue()
