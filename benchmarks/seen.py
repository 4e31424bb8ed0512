"""A line for each thing that was seen when a fault was made."""


def said(what: str, held: bool, seen: object) -> bool:
    """Print whether something is as promised, and what was seen; gives `held`."""
    print(f"{'held' if held else 'NOT HELD'}: {what}: {seen}", flush=True)
    return held
