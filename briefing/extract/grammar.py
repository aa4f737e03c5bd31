"""The closed classes of English that the rules lean on, in lower case; the open lists are data, in `config/cues/en.yaml`."""

from __future__ import annotations

PRONOUNS = frozenset(
    """
    he i it she they we which who you
    """.split()
)
DETERMINERS = frozenset(
    """
    a all an another any both dozens each eight every few five four her his hundreds its many more most my nine no
    one other our seven several six some ten that the their these this those thousands three two your
    """.split()
)
AUXILIARIES = frozenset(
    """
    'd 'll 're 's 've am are be been being ca can could did do does had has have is may might must shall should was
    were will wo would
    """.split()
)
BE = frozenset(
    """
    're 's am are be been being get gets got is was were
    """.split()
)
HAVE = frozenset(
    """
    've had has have having
    """.split()
)
PREPOSITIONS = frozenset(
    """
    about across after against amid among around at before behind between by despite during following for from in
    inside into near of on outside over through to toward towards under upon via with within without
    """.split()
)
INSIDE = frozenset(
    """
    against among at behind between for from in near of on to with within
    """.split()
)
"""Prepositions that may stand inside a subject: "people in the town"."""
NEVER_INSIDE = frozenset(
    """
    after amid before by despite during following through upon via without
    """.split()
)
"""Prepositions that may not."""
BREAKERS = frozenset(
    """
    ! " '' ( ) , -- ... : ; ? [ ] `` after although and as because before but how if n't nor not or since so than
    that then there though unless until what when where whereas whether which while who whom whose why yet « » – — ‘
    “ ” …
    """.split()
)
"""Words and marks that end a noun phrase."""
TIME_WORDS = frozenset(
    """
    afternoon afterward afterwards apr. april aug. august dec. december earlier early evening feb. february friday
    jan. january jul. july jun. june last late later mar. march may monday month morning next night nov. november
    oct. october recently saturday sep. sept. september sunday this thursday today tomorrow tonight tuesday
    wednesday week weekend year yesterday
    """.split()
)
ADVERBS = frozenset(
    """
    's 've again all already also always are be been being both did do does earlier even ever famously first further
    had has have herself himself instead is itself just later long meanwhile nevertheless nonetheless now often once
    only previously recently reportedly separately simply since so soon still themselves then therefore thus today
    too twice was were yesterday yet
    """.split()
)
"""Adverbs and auxiliaries that may stand between a subject and its verb."""
APPOSITION_OPENERS = frozenset(
    """
    a also an another former her herself himself his its my now one our retired the their then which who whose
    """.split()
)
"""Words that open an apposition: ", the mayor,"."""
FINITE = frozenset(
    """
    appears became began begins believe believes broke brought built ca came comes continues cut deserves died drove
    expects faces feels fell felt flew found gave gets gives goes got grew heard held helps hit holds hopes includes
    keeps kept knew know knows leaves led left lies live looks lost made makes means meant met need needs plans
    poses put ran remains represents requires rose said saw says seems sent set shot shows spent spoke stands
    supports takes think thinks thought told took want wants went wo won work works wrote
    """.split()
)
"""Frequent finite verbs whose form alone tells (no tagger is at hand)."""
WH = frozenset(
    """
    how if what when where whether which who why
    """.split()
)
SUBORDINATORS = frozenset(
    """
    after although as at because before by despite during for if in on once since though unless until when while
    with
    """.split()
)
"""Words that open an adjunct before a main clause."""
PARTICIPLES = frozenset(
    """
    according adding arguing calling citing claiming describing insisting noting pointing referring saying telling
    warning
    """.split()
)
"""Participles of saying that begin a new attribution."""
OCCASIONS = frozenset(
    """
    address affidavit appearance article briefing broadcast call call-in column conference debate e-mail email
    hearing interview letter meeting memo message news op-ed phone podcast post press rally release report speech
    statement telephone televised testimony tweet video
    """.split()
)
"""Where things are said: "in an interview"."""
NEEDS_AS = frozenset(
    """
    brand criticise criticize decry describe dismiss estimate label propose recommend warn
    """.split()
)
"""Verbs whose object is a statement only with "as" or quoted words."""
LATER = frozenset(
    """
    after as before during following when while
    """.split()
)
"""Conjunctions and prepositions of time."""
CONJUNCTIONS = frozenset(
    """
    although and but or so though whereas while yet
    """.split()
)
NOT_OBJECTS = frozenset(
    """
    , . ; and as at but by for in on or over that to with
    """.split()
)
"""What cannot begin the object of a verb of saying."""
OBJECT_PRONOUNS = frozenset(
    """
    her herself him himself it me them us
    """.split()
)
PLURALS = frozenset(
    "police others some many who people percent half most majority all both few several two three %".split()
)
"""Words without -s that take "say"."""
BEFORE_PARTICIPLE = frozenset(
    {",", "by", "while", "and", "before", "after", "—", "–", "--", "-", "in", "without", "(", "but", "or"}
)
"""After these, a participle of saying belongs to the sentence's subject."""
DASHES = frozenset({"—", "–", "--", "-"})
MARKS = frozenset({")", "]", ",", ";", ":", ".", "!", "?", "”", '"', "''", "—", "–", "--", "“", "``", "»"})


def is_adverb(word: str) -> bool:
    return word in ADVERBS or (
        word.endswith("ly") and len(word) > 4 and word not in {"family", "italy", "july", "reply", "assembly", "supply"}
    )
