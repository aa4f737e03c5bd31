"""The words before and behind a mention of time go in; whether they speak of what is to come or of what was comes out.

The sign nearest before the mention decides, else the first behind it: "said it will open on Friday" looks ahead, "will ask who died on
Friday" looks back. English marks the past on the verb and the future by auxiliaries and by nouns of plans, which is what is listed here.
"""

from __future__ import annotations

import re

_SIGN = re.compile(
    r"""\b(?:
      (?P<back>
          (?:had|have|has)\ been\ (?:due|scheduled|slated|set|expected|planned|supposed)
        | (?:was|were)\ (?:due|scheduled|slated|supposed|originally|previously)
        | (?:will|would|could|may|might|must|should)\ have | (?:previously|originally)\ (?:planned|scheduled|expected)
        | since | ago | earlier | recent(?:ly)? | was | were | had | has | have | did | said | told | says
        | (?<!\bbe\ )(?<!\bbeing\ )(?:
            came | went | saw | left | took | met | began | broke | fell | rose | won | lost | led | made | ran
          | gave | got | held | sent | spoke | struck | hit | shot | found | became | grew | drew | fled
          | fought | threw | caught | brought | bought | sold | paid | kept | wrote | stood | heard | felt
          | knew | thought | died | dead | tore | stole | drove | rode | woke | chose | flew | blew | sank
          | shook | built | dealt | meant | slept | swept | dug | hung | swung | stuck | sat | laid | bled | lit
          | sought | taught | understood | withdrew | hid | bit | ate | spent | set\ (?:aside | off | up | out
          | fire | ablaze)
          | (?!scheduled|slated|planned|expected|postponed|rescheduled|delayed|intended|proposed|agreed\ to|decided\ to|vowed\ to
              |pledged\ to|promised\ to|voted\ to|threatened\ to|need|speed|indeed|exceed|succeed|proceed|feed|hundred|united|armed|limited)
            [a-z]{2,}ed)
      )
      | (?P<ahead>
          will | shall | won['’]t | going\ to | would | upcoming | forthcoming | coming | scheduled | slated | rescheduled
        | (?:is|are|be|['’]s|['’]re)\ (?:to|due|set|expected|planned|supposed|on|until)
        | due\ (?:to|in|on|for|back|by) | set\ (?:to|for) | expect(?:s|ed|ing)?(?:\ (?:to|on|for|in|by|that))?
        | plan(?:s|ned|ning)?(?=\ (?:to|a|an|another|for|on|at)\b) | supposed\ to | intend(?:s|ed)? | aims?\ to | hop(?:es|ing)\ to
        | wants?\ to | (?:agreed?s?|decide[sd]|vow(?:s|ed)|pledge[sd]|promise[sd]|voted|threaten(?:s|ed))\ to
        | proposed | postponed | delayed | until | till | deadline | ahead\ of | in\ time\ for | pending
        | as\ (?:early|soon|late)\ as | effective | payable | tomorrow | to\ be
        | begins | starts | opens | expires | takes\ (?:place|effect) | runs\ (?:through|until)
      )
    )(?![a-z'’])
    | (?P<contracted>['’]ll\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTH_OF_MAY = re.compile(
    r"\b(?:in|of|last|this|next|early|late|mid|since|until|by|on|and|to|from|\d{1,2})[\s-]+$", re.IGNORECASE
)
_POINTS = re.compile(r"\b(?:ahead of|before|until|for|in|on|at|by|prior to)\s+$", re.IGNORECASE)


def _signs(text: str) -> list[bool]:
    """Of each sign in order: whether it looks ahead."""
    found = []
    for match in _SIGN.finditer(text):
        words = match.group()
        if words in ("May", "March") or (words.lower() == "may" and _MONTH_OF_MAY.search(text, 0, match.start())):
            continue
        found.append(match["back"] is None)
    return found


def looks_ahead(before: str, after: str) -> bool | None:
    """True for what is to come, False for what was, None where nothing tells."""
    if after.startswith(("'s ", "’s ")) and not _POINTS.search(
        before
    ):  # "to get around Wednesday's ruling": the verb is not its own
        return bool((_signs(after) or [False])[0])
    signs = _signs(before)
    if signs:
        return signs[-1]
    signs = _signs(after)
    return signs[0] if signs else None
