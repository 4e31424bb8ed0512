"""Names under which registers, tables and their headers say whose a recommendation is, by when, its number and what became of it."""

STATUS, STATED_ON, TO, LIMIT, NUMBER = "status", "stated_on", "to", "limit", "number"
_WHOSE = r"(?:body|agency|officer|manager|person|partner|organisation|owner|lead|director)"
FIELD_NAMES = {
    STATUS: r"(?:current )?status|(?:agency |force |management )?response|position|outcome|progress|rag(?: status)?|accepted(?: or not)?|"
    r"do you accept (?:the|this) recommendation|(?:agreed|accepted) ?/ ?(?:not agreed|not accepted|rejected)",
    STATED_ON: r"(?:status|response) (?:date|as at)|date of (?:the )?(?:status|response)|last updated|"
    r"(?:status |date )?(?:updated|accepted|completed|closed|implemented)(?: on)?",
    TO: r"(?:addressed|made|directed) (?:at|to)|responsibility(?: for [\w ]{3,40})?|(?:by )?whom?|to|for|agenc(?:y|ies)|organisations?|"
    r"(?:responsible )?(?:body|bodies)|recipients?|owners?|managers?|who (?:will|should|is to) (?:do it|act|lead)|"
    rf"(?:lead|responsible|accountable)(?: {_WHOSE})?|{_WHOSE} responsible|(?:action|implementation) (?:owner|lead|officer|manager)",
    LIMIT: r"(?:do )?by(?: when)?|when|date|time ?(?:scale|frame|limit)s?|deadline|due(?: by)?|"
    r"(?:target|due|completion|implementation|agreed|end)(?: completion| implementation)? dates?|"
    r"date (?:due|for (?:completion|implementation))|"
    r"(?:to be )?(?:completed?|closed|done) (?:this |it )?by|response due",
    NUMBER: r"(?:rec(?:ommendation)?s? )?(?:no|nos|ref|reference|number|item|id|#)(?: number)?",
}
