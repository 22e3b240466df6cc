"""QR codes of short links."""

import io

import segno

# Blank squares around the code, as the standard asks.
QUIET = 4
SQUARE = 12  # pixels of a PNG per square: a code of some 35 squares is about 500 pixels wide


def code(text: str) -> segno.QRCode:
    """Raises segno.DataOverflowError only above some 2,000 letters; a short link has under a hundred."""
    return segno.make(text, error="m", micro=False)


def svg(text: str, title: str) -> bytes:
    out = io.BytesIO()
    code(text).save(out, kind="svg", border=QUIET, scale=8, title=title, light="#fff", xmldecl=False, omitsize=False)
    return out.getvalue()


def png(text: str) -> bytes:
    out = io.BytesIO()
    code(text).save(out, kind="png", border=QUIET, scale=SQUARE)
    return out.getvalue()
