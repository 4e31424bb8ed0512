"""The words by which many houses head the columns of their plans, and the field that each names. Open tables."""

UNREAD = ""  # a column left unread: its words are kept beside the row

WORDING = ("text", "description", "detail", "details", "wording")  # of a recommendation, where no other column says so
# A header that is nothing but these words.
WHOLE = {
    **dict.fromkeys(("no", "number", "ref", "reference", "rec no", "rec ref", "rec", "id", "#", "item", "serial"), "reference"),
    **dict.fromkeys(("s/n", "ser", "item no", "afi no"), "reference"),
    **dict.fromkeys(("owner", "lead", "responsible", "responsibility", "by whom", "who", "assigned to"), "action_owner"),
    **dict.fromkeys(("due", "by when", "when", "date due", "timescale", "timeframe", "target"), "target"),  # the house's own
    **dict.fromkeys(("source", "report", "inspection", "origin"), "report"),
    **dict.fromkeys(("page", "pages", "paragraph", "para"), "page"),
    **dict.fromkeys(("complete", "completed", "done"), "status"),  # "Complete?", with a tick or a yes under it
}  # fmt: skip
# Of the phrases that a header holds the last says what its column is, and of those that end there the longest.
PHRASES = (
    ("issue owner", "issue_owner"),
    ("recommendation owner", "issue_owner"),
    ("senior responsible", "issue_owner"),
    ("sro", "issue_owner"),
    ("chief officer lead", "issue_owner"),
    ("strategic lead", "issue_owner"),
    ("action owner", "action_owner"),
    ("action lead", "action_owner"),
    ("tactical lead", "action_owner"),
    ("responsible officer", "action_owner"),
    ("lead officer", "action_owner"),
    ("officer responsible", "action_owner"),
    ("person responsible", "action_owner"),
    ("recommendation status", "status"),
    ("status update", "update"),
    ("action status", "status"),
    ("action update", "update"),
    ("action progress", "update"),
    ("action taken", "update"),
    ("corporate", "corporate_or_local"),
    ("recommendation no", "reference"),
    ("recommendation number", "reference"),
    ("recommendation ref", "reference"),
    ("recommendation reference", "reference"),
    ("rec no", "reference"),
    ("rec ref", "reference"),
    ("ref no", "reference"),
    ("reference no", "reference"),
    ("reference number", "reference"),
    ("action no", UNREAD),  # the house's own numbers, which are not ours
    ("action number", UNREAD),
    ("action ref", UNREAD),
    ("recommendation", "recommendation"),
    ("urgency", "target"),
    ("deadline", "target"),
    ("target date", "target"),
    ("target completion", "target"),
    ("due date", "target"),
    ("expected", "expected"),
    ("forecast", "expected"),
    ("action", "action"),
    ("cost", "cost"),
    ("brag", "rag"),
    ("rag status", "rag"),
    ("status", "status"),
    ("rag", "rag"),
    ("update", "update"),
    ("progress", "update"),
    ("latest position", "update"),
    ("current position", "update"),
    ("comment", "update"),
    ("outcome", "outcome"),
    ("evidence", "evidence"),
    ("theme", "theme"),
    ("source", "report"),
)
# What houses that say neither “Recommendation” nor “Action” call them: taken only where no other column is called so.
OTHER_NAMES = (
    ("area for improvement", "recommendation"),
    ("areas for improvement", "recommendation"),
    ("afi", "recommendation"),
    ("cause of concern", "recommendation"),
    ("finding", "recommendation"),
    ("issue", "recommendation"),
    ("matter arising", "recommendation"),
    ("matters arising", "recommendation"),
    ("requirement", "recommendation"),
    ("observation", "recommendation"),
    ("what we found", "recommendation"),
    ("what was found", "recommendation"),
    ("response", "action"),
    ("what we will do", "action"),
    ("what will be done", "action"),
    ("what we are doing", "action"),
    ("what they said", "recommendation"),
    ("what inspectors said", "recommendation"),
    ("what was recommended", "recommendation"),
    ("you said", "recommendation"),
    ("we will", "action"),
    ("task", "action"),
    ("activity", "action"),
    ("activities", "action"),
    ("remedy", "action"),
)
# The same, where it is all that the header says.
OTHER_WHOLE = {
    "what": "action",  # beside “Who” and “When”
    **dict.fromkeys(
        ("completion date", "implementation date", "end date"), "target"
    ),  # or the day on which it was done
}
# Whole headers that would otherwise be taken for a field of which they only speak; the first form that fits, on folded words.
ABOUT = (
    (r"\b(?:by when|when by|due by|to be (?:done|completed|delivered) by)$|^(?:complete|completion|deliver|delivery) by$", "target"),
    (r"^(?:planned|proposed|agreed) (?:completion|end|finish)(?: date)?$|^action date due$|^action due(?: date)?$", "target"),
    (r"^(?:actions?|tasks?) (?:by|for|with|assigned to|allocated to|holder|manager)(?: whom)?$", "action_owner"),
    (r"^who\b|\b(?:led|owned|actioned) by$", "action_owner"),
    (r"^(?:dates? (?:\w+ ){0,3}|when (?:\w+ ){0,3})(?:completed|closed|achieved|finished|done|implemented)$", "completed"),
    (r"^(?:\w+ )?(?:completed|closed|done) (?:on|date)$|^actual (?:completion|end|finish)(?: date)?$", "completed"),
    (r"^(?:expected|intended|desired|anticipated|required) (?:outcome|benefit|impact|result)s?$", "outcome"),
    (r"^(?:unique|audit|issue|finding|observation|requirement|afi|item|point|recommendation|rec)"
     r" (?:id|ref|reference|no|number|code|#)(?: no| number)?$", "reference"),
    (r"^(?:audit|inspection|inspectorate|review|report) (?:report|source|name|title)$", "report"),
    (r"^(?:name|title) of (?:the )?(?:report|inspection|review|audit)$", "report"),
)  # fmt: skip
# The word that ends a header and says that it speaks of something about what stands before it: of its kind, its day.
HEADS = (
    "type",
    "category",
    "kind",
    "title",
    "name",
    "date",
    "day",
    "by",
    "from",
    "grade",
    "rating",
    "severity",
    "priority",
)
HEADS += (
    "id",
    "ref",
    "reference",
    "number",
    "no",
    "code",
    "owner",
    "lead",
    "raised",
    "completed",
    "complete",
    "closed",
    "source",
    "link",
)
# “Previous update” is not the update, unless it is all there is.
BEFORE = ("previous", "prior", "old", "former", "original", "first", "baseline", "initial")
