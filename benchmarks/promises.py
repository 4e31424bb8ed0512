"""A line for each thing that was seen when a fault was made."""


def check_promise(what: str, held: bool, observed: object) -> bool:
    """Print whether something is as promised, and what was seen; gives `held`."""
    print(f"{'held' if held else 'NOT HELD'}: {what}: {observed}", flush=True)
    return held
