"""The modules whose faults are tried, the tests that have to notice them, and the faults that change nothing."""

_ROOT = "tests/recommendations"
_SERVICES, _VIEWS, _SELECTORS = f"{_ROOT}/services", f"{_ROOT}/views", f"{_ROOT}/selectors"

_RULES = [
    f"{_ROOT}/test_permissions.py",
    f"{_ROOT}/test_four_eyes.py",
    f"{_ROOT}/test_ended_coverage.py",
    f"{_ROOT}/test_answered_under.py",
    f"{_SERVICES}/test_actions.py",
    f"{_SERVICES}/test_moves.py",
    f"{_SERVICES}/test_progress.py",
    f"{_SERVICES}/test_questions.py",
    f"{_SERVICES}/test_recommendations.py",
    f"{_SERVICES}/test_scrutiny.py",
    f"{_SERVICES}/test_statements.py",
]
_PLANS = [
    f"{_SERVICES}/test_withdrawals.py",
    f"{_SELECTORS}/intake/test_compare.py",
    f"{_ROOT}/management/test_import_action_plan.py",
]

CONCERNS = {
    "recommendations/workflow/moves.py": [f"{_ROOT}/test_workflow.py", f"{_ROOT}/test_permissions.py"],
    "recommendations/workflow/parts.py": [f"{_ROOT}/test_workflow.py"],
    "recommendations/blocking.py": [*_RULES, f"{_ROOT}/test_random_walk.py"],
    "recommendations/waiting.py": [*_RULES, f"{_ROOT}/test_random_walk.py", f"{_SELECTORS}/scrutiny"],
    "recommendations/permissions.py": [
        *_RULES,
        f"{_SERVICES}/test_withdrawals.py",
        f"{_VIEWS}/test_scrutiny_agreements.py",
        f"{_VIEWS}/test_scrutiny.py",
    ],
    "recommendations/four_eyes.py": _RULES,
    "recommendations/services/actions.py": _RULES,
    "recommendations/services/moves.py": _RULES,
    "recommendations/services/progress.py": _RULES,
    "recommendations/services/scrutiny.py": _RULES,
    "recommendations/services/recommendations.py": _RULES,
    "recommendations/services/intake.py": _PLANS,
    "recommendations/services/record_plan.py": _PLANS,
    "recommendations/services/withdrawals.py": _PLANS,
    "recommendations/models/visibility.py": [f"{_ROOT}/test_visibility.py", f"{_VIEWS}/test_withheld_words.py"],
    "recommendations/models/four_eyes_constraints.py": [f"{_ROOT}/test_four_eyes.py"],
    "recommendations/models/intake.py": [*_PLANS, f"{_ROOT}/test_visibility.py", f"{_SELECTORS}/test_register.py"],
    "safeguarding/as_at.py": [
        "tests/safeguarding/test_as_at.py",
        f"{_SELECTORS}/test_register.py",
        f"{_SELECTORS}/position",
    ],
    "recommendations/selectors/lateness.py": [f"{_SELECTORS}/test_lateness.py"],
    "inspections/models.py": ["tests/inspections/test_visibility.py", "tests/inspections/test_models.py"],
    "inspections/timescales.py": ["tests/inspections/test_timescales.py"],
    "inspections/timetable.py": ["tests/inspections/test_timetable.py"],
    "safeguarding/history.py": ["tests/safeguarding/test_history.py"],
    "safeguarding/append_only.py": ["tests/safeguarding/test_append_only.py"],
    "safeguarding/roles.py": ["tests/safeguarding/test_roles.py", f"{_ROOT}/test_permissions.py"],
    "safeguarding/lib/dates.py": ["tests/safeguarding/lib/test_dates.py", "tests/safeguarding/lib/test_dates_read.py"],
}

# Faults that nobody can notice, by module and key, each with the reason.
EQUIVALENT: dict[str, dict[str, str]] = {
    "recommendations/four_eyes.py": {
        "interests: ProgressUpdate.objects.filter(action__in=numbers) -> ProgressUpdate.objects.filter()": (
            "more is read, and what is said of other actions is never looked up"
        ),
    },
}
