"""The words by which many houses head the columns of their plans, and the field that each names. Open tables."""

UNREAD = ""  # a column left unread: its words are kept beside the row

WORDING = ("text", "description", "detail", "details", "wording")  # of a recommendation, where no other column says so
# A header that is nothing but these words.
WHOLE = {
    **dict.fromkeys(("no", "number", "ref", "reference", "rec no", "rec ref", "rec", "id", "#", "item", "serial"), "reference"),
    **dict.fromkeys(("s/n", "ser", "item no", "afi no", "nr"), "reference"),
    "recs": "recommendation",
    # As Welsh forces and councils head them
    **dict.fromkeys(("rhif", "cyfeirnod", "cyf"), "reference"),
    **dict.fromkeys(("argymhelliad", "argymhellion"), "recommendation"),
    **dict.fromkeys(("cam gweithredu", "camau gweithredu", "gweithred", "gweithredoedd"), "action"),
    **dict.fromkeys(("perchennog", "arweinydd", "swyddog arweiniol", "swyddog cyfrifol"), "action_owner"),
    **dict.fromkeys(("dyddiad targed", "dyddiad cau", "erbyn pryd"), "target"),
    **dict.fromkeys(("cynnydd", "diweddariad"), "update"),
    "statws": "status", "thema": "theme", "tystiolaeth": "evidence",
    **dict.fromkeys(("canlyniad", "deilliant"), "outcome"),
    **dict.fromkeys(("part", "parts", "part letter", "sub-part", "sub part", "subpart", "letter", "recommendation part"), "parts"),
    **dict.fromkeys(("owner", "lead", "responsible", "responsibility", "by whom", "by who", "who", "assigned to"), "action_owner"),
    **dict.fromkeys(("assignee", "force lead", "force owner", "police lead", "agency lead", "council lead"), "action_owner"),
    **dict.fromkeys(("due", "by when", "when", "date due", "timescale", "time scale", "target"), "target"),  # the house's own
    **dict.fromkeys(("timeframe", "time frame", "timeline"), "target"),
    **dict.fromkeys(("source", "report", "inspection", "origin"), "report"),
    **dict.fromkeys(("page", "pages", "paragraph", "para"), "page"),
    **dict.fromkeys(("complete", "completed", "done"), "status"),  # "Complete?", with a tick or a yes under it
}  # fmt: skip
# Of the phrases that a header holds the last says what its column is, and of those that end there the longest.
PHRASES = {
    "issue_owner": (
        *("issue owner", "recommendation owner", "senior responsible", "senior responsible officer", "sro",),
        *("chief officer lead", "strategic lead",),
    ),
    "action_owner": (
        *("action owner", "action lead", "tactical lead", "responsible officer", "lead officer",),
        *("officer responsible", "person responsible",),
    ),
    "status": ("recommendation status", "action status", "action state", "status",),
    "update": (
        *("status update", "action update", "action progress", "action taken", "update", "progress",),
        *("latest position", "current position", "comment",),
    ),
    "corporate_or_local": ("corporate",),
    "reference": (
        *("recommendation no", "recommendation number", "recommendation ref", "recommendation reference",),
        *("rec no", "rec ref", "ref no", "reference no", "reference number",),
    ),
    UNREAD: ("action no", "action number", "action ref",),  # the house's own numbers, which are not ours
    "recommendation": ("recommendation",),
    "target": ("urgency", "deadline", "target date", "target completion", "due date",),
    "expected": ("expected", "forecast",),
    "action": ("action",),
    "cost": ("cost",),
    "rag": ("brag", "rag status", "rag",),
    "outcome": ("outcome",),
    "evidence": ("evidence",),
    "theme": ("theme",),
    "report": ("source",),
}  # fmt: skip
# What houses that say neither “Recommendation” nor “Action” call them: taken only where no other column is called so.
OTHER_NAMES = {
    "recommendation": (
        *("area for improvement", "areas for improvement", "area of improvement", "afi", "cause of concern", "finding", "issue"),
        *("matter arising", "matters arising", "requirement", "observation", "gap identified", "learning point", "weakness"),
        *("lesson", "lesson learned", "risk identified", "what was recommended", "what was found", "you said"),
        *("what needs to improve", "what needs improving", "must do", "should do"),
    ),
    "action": (
        *("response", "we will", "task", "task name", "activity", "activities", "remedy", "deliverable", "management comment", "next step"),
        *("what we are going to do", "delivery plan"),
        *("what we will do", "what will be done", "what we are doing", "what needs to happen", "what we need to do"),
    ),
    "issue_owner": (
        *("exec lead", "accountable officer", "executive lead", "gold lead", "senior lead", "portfolio holder"),
        *("recommendation lead", "strategic owner"),
    ),
    "action_owner": (
        *("lead person", "lead post", "named lead", "business lead", "delivery lead", "allocated to", "responsible lead"),
        *("operational owner", "operational lead", "silver lead", "activity owner", "activity lead", "task owner", "task lead"),
        *("lead agency", "lead department", "lead organisation", "delivery owner", "business owner", "resource name"),
        *("responsible person", "responsible manager", "responsible post", "post responsible", "role responsible"),
    ),
    "target": ("completion target", "date for completion", "agreed date", "planned date", "agreed implementation date", "delivery date"),
    "expected": ("estimated completion", "anticipated completion", "projected completion", "ecd"),
    "update": (
        *("work to date", "activity to date", "activities to date", "action to date"),
        *("narrative", "commentary", "latest news", "latest note", "we did"),
    ),
    "outcome": ("success criteria", "success criterion", "success measure", "measure of success", "intended impact"),
    "theme": ("workstream", "work stream", "strand", "thematic area"),
    "page": ("page no", "page number", "para no", "paragraph no", "paragraph number"),
    "rag": ("ragb", "rag rating", "brag rating"),
    "report": ("inspecting body", "inspectorate"),
    "cost": ("resource implication", "budget", "funding"),
}  # fmt: skip
# The same, where it is all that the header says.
OTHER_WHOLE = {
    "what": "action",  # beside “Who” and “When”
    "recommendation title": "recommendation", "action title": "action",
    "specific": "action", "measurable": "outcome",  # of a SMART plan, its time below
    **dict.fromkeys(("timed", "time-bound", "time bound", "timebound", "finish", "finish date", "end"), "target"),
    **dict.fromkeys(("completion date", "implementation date", "end date"), "target"),  # or the day on which it was done
    **dict.fromkeys(("state", "open/closed"), "status"),
    **dict.fromkeys(("position", "accomplishments"), "update"),
    **dict.fromkeys(("impact", "benefit", "kpi"), "outcome"),
    **dict.fromkeys(("proof", "assurance"), "evidence"),
    **dict.fromkeys(("subject", "topic", "pillar"), "theme"),
    "accountable": "issue_owner", "closure date": "completed", "resources": "cost",
}  # fmt: skip
# Words so general that they are taken only where no other column may be meant.
LIKELY = {
    **dict.fromkeys(("concern", "gap", "learning", "expectation", "standard", "objective", "ask"), "recommendation"),
    **dict.fromkeys(("step", "measure", "mitigation", "commitment", "our commitment"), "action"),
    "review": "report",
    "officer": "action_owner",
    **dict.fromkeys(("date", "by", "dyddiad"), "target"),
}
# Headers of a share, on folded words: "% complete", "Progress (%)".
SHARE = r"(?:%|per ?cent(?:age)?)(?: (?:of )?(?:completed?|completion|done|progress))?|(?:completed?|completion|done|progress) ?\(?%\)?"
# Headers that ask a question or give a share, on folded words.
_WE = r"(?:we|i|you|they|it|this|the force)"
QUESTIONS = (
    (rf"^(?:{SHARE})$", "status"),
    (r"^what (?:did|do|does|has|have|was|were|is)?\s?(?:the )?(?:inspect\w+|report|review|audit\w*|panel|hmic\w*|ofsted|they|you)\b"
     r".*\b(?:say|said|find|found|recommend\w*|ask|asked|want|wanted)\b", "recommendation"),
    (rf"^what (?:have|has|did|was|were) .*\b(?:done|do|happened|achieved|changed)\b|^what {_WE} (?:have|has) done\b", "update"),
    (r"^where (?:are we|we are|is it)\b|^how (?:far|is it going|are we doing|is this going)\b", "update"),
    (rf"^what (?:are|will|do|is|must|should|needs?)\b.*\b(?:do|doing|done|happen|change)\b"
     rf"|^how (?:will|do|are) {_WE} (?:do|doing|deliver|achieve)\b",
     "action"),
    (r"^how (?:will|would|can|shall|we|they|you) .*\b(?:know|measure|tell)\b|^what (?:difference|good|success)\b"
     r"|^what (?:does|will|would) (?:good|success)\b",
     "outcome"),
    (r"^position (?:as )?at\b", "update"),
    (rf"^how do {_WE} know\b", "evidence"),
    (r"^(?:by )?when (?:(?:it|this|they|we) )?(?:will|must|should|is|do|does|are)\b", "target"),
)  # fmt: skip
# Whole headers that would otherwise be taken for a field of which they only speak; the first form that fits, on folded words.
_ABOVE = r"(?:recommendation|inspectorate|inspector|hmic\w*|ofsted)"
ABOUT = (
    (r"\b(?:by when|when by|due by|to be (?:done|completed|delivered) by)$|^(?:complete|completion|deliver|delivery) by$", "target"),
    (r"^(?:planned|proposed|agreed) (?:completion|end|finish)(?: date)?$|^action date due$|^action due(?: date)?$", "target"),
    (r"^(?:[0-9](?:st|nd|rd|th)|second|third|further) revised(?: date)?$", "target"),
    (rf"^{_ABOVE}(?:'s|s'|’s|s’)? (?:deadline|time ?scale|time ?limit|due date|target date)$", "timescale"),
    (rf"^(?:deadline|time ?scale|time ?limit) (?:set|given|stated) by (?:the )?{_ABOVE}$", "timescale"),
    (r"^(?:actions?|tasks?) (?:by|for|with|assigned to|allocated to|holder|manager)(?: whom)?$", "action_owner"),
    (r"^who\b|\b(?:led|owned|actioned) by$|^(?!senior)\w+ responsible$|^responsible \w+$", "action_owner"),
    (r"\baction taken ?(?:/|or|and) ?planned$", "action"),
    (r"^(?:dates? (?:\w+ ){0,3}|when (?:(?:was|were|did|it|the|this|action) ){0,3})"
     r"(?:completed|closed|achieved|finished|done|implemented|signed off)$", "completed"),
    (r"^(?:\w+ )?(?:completed|closed|done) (?:on|date)$|^actual (?:completion|end|finish)(?: date)?$", "completed"),
    (r"^(?:expected|intended|desired|anticipated|required) (?:outcome|benefit|impact|result)s?$", "outcome"),
    (r"^(?:unique|source|audit|issue|finding|observation|requirement|afi|item|point|recommendation|rec)"
     r" (?:id|ref|reference|no|number|code|key|#)(?: no| number)?$", "reference"),
    (r"^(?:audit|inspection|inspectorate|review|report) (?:report|source|name|title)$", "report"),
    (r"^(?:name|title) of (?:the )?(?:report|inspection|review|audit)$", "report"),
    (r"^\(do not modify\)|\(business unit\)$|^owning ", UNREAD),  # its own, as Power Apps exports them
    (r"^recommendations? (?:accepted|agreed)$|^recommendations? (?:made|addressed) to$", UNREAD),
    # What others say of an action is not its owner's update.
    (r"\b(?:dcc|acc|chief (?:constable|officer)|opcc|pcc|commissioner|board|audit(?:or)?|inspector(?:ate)?|hmic?\w*|ofsted)(?:'s|s'|’s|s’)?"
     r" (?:comment|feedback|view|note|status|assessment|decision|grade)s?$|\b(?:opcc|pcc|commissioner)(?:'s|’s)? response$", UNREAD),
)  # fmt: skip
# The word that ends a header and says that it speaks of something about what stands before it: of its kind, its day.
HEADS = (
    *("type", "category", "kind", "title", "name", "date", "day", "by", "from", "grade", "rating", "severity", "priority"),
    *("id", "ref", "reference", "number", "no", "code", "owner", "lead", "raised", "completed", "complete", "closed", "source", "link"),
)  # fmt: skip
# "Deadline date" is the deadline, "Action owner name" the owner.
OWN_HEADS = {
    **dict.fromkeys(("target", "expected"), ("date", "day")),
    **dict.fromkeys(("action_owner", "issue_owner"), ("name", "title")),
}
# A program of tasks or tickets, known by one of these, calls the recommendation their parent; each has a key of its own.
PARENTS = (
    *("parent summary", "parent", "epic name", "epic", "section/column", "bucket name", "bucket", "list name", "list"),
)
TITLES = ("title", "task title", "card title")  # of a list of tasks, where nothing else is an action
OF_TASKS = (*PARENTS, "issue type", "task mode", "outline level")
TASKS = {
    **dict.fromkeys(PARENTS, "recommendation"),
    **dict.fromkeys(("summary", "task name", "name", "card name", *TITLES), "action"),
    "members": "action_owner",
    "progress": "status",
    "notes": "update",
    **dict.fromkeys(("issue key", "issue id", "key", "task id", "parent task", "description"), UNREAD),
    **dict.fromkeys(("task mode", "id", "unique id"), UNREAD),
}
# A table with one of these is of risks, unless it says “Recommendation” or “Action” too.
OF_RISKS = ("likelihood", "probability")
# What heads the columns of tables that are no plan: of risks, of people, of versions, of meetings.
OF_OTHER_KINDS = (
    *("risk", *OF_RISKS, "score", "consequence", "risk owner"),
    *("name", "role", "rank", "post", "telephone", "phone", "email", "contact", "colour", "meaning", "definition"),
    *("version", "author", "change", "changes", "amendment", "approved by", "decision", "meeting", "attendees"),
)
# “Previous update” is not the update, unless it is all there is.
BEFORE = ("previous", "prior", "old", "former", "original", "first", "baseline", "initial")
