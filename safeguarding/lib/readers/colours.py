"""The colour of a cell in a word, as people mean it: red, amber, green."""

import colorsys

UNKNOWN = "a colour"  # one that the file names only by its theme
WHITE = 0.95  # lightness: what is paler is no colour
GREY = 0.2  # saturation
# Where each colour of the wheel ends, in degrees.
HUES = ((18, "Red"), (52, "Amber"), (68, "Yellow"), (170, "Green"), (255, "Blue"), (320, "Purple"), (360, "Red"))


def colour_name(rgb: str | None) -> str:
    """The name of a colour in six or eight hexadecimal figures; "" for white, UNKNOWN for what is no such figure."""
    try:
        red, green, blue = (int(rgb[-6:][at : at + 2], 16) / 255 for at in (0, 2, 4))
    except (TypeError, ValueError):
        return UNKNOWN
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if lightness >= WHITE:
        return ""
    if saturation < GREY:
        return "Black" if lightness < GREY else "Grey"
    return next(name for end, name in HUES if hue * 360 <= end)
