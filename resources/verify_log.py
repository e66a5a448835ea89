"""Check a log that OJM Desktop wrote (ojm verify STUDY --export-log FILE), with nothing but Python 3.11 itself.

    python3 verify_log.py log.jsonl [beginning of a hash, or a public key, known from elsewhere]

It needs no key and learns no content: a link holds times, the key slot that was used, a commitment and hashes, and
nothing of what was done or to whom. It answers whether every link follows from the one before, none is missing, and
the newest is the one that the study signed. Exit code 0: whole. 1: not whole, or the file is none. No network.

Whoever holds the study's key could write another log and sign that. So compare the hash of the newest event, or of any
earlier one, with one noted elsewhere: the eight words on paper stand for the first 88 bits, 22 hexadecimal digits.
"""

import hashlib
import json
import struct
import sys

GENESIS = "0" * 64
HEAD = {"format": str, "hash": str, "public": str, "sequence": int, "signature": str, "study": str}
LINK = {
    "commitment": str,
    "hash": str,
    "monotonic": int,
    "offset": int,
    "previous": str,
    "sequence": int,
    "slot": str,
    "utc": str,
}

# Ed25519 as in RFC 8032, section 5.1: the curve -x^2 + y^2 = 1 + d x^2 y^2 over the integers modulo P.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)  # a square root of -1


class Wrong(Exception):
    """What is wrong with the file, as a sentence."""


def recover_x(y, sign):
    """The x that goes with y (section 5.1.3); None where there is none."""
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    if square == 0:
        return None if sign else 0
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if (x * x - square) % P:
        return None
    return P - x if x & 1 != sign else x


def point(octets):
    """A point in extended coordinates (X, Y, Z, T) from its 32 octets; None where they are none."""
    number = int.from_bytes(octets, "little")
    sign, y = number >> 255, number & ((1 << 255) - 1)
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(one, other):
    """The sum of two points (section 5.1.4)."""
    a = (one[1] - one[0]) * (other[1] - other[0]) % P
    b = (one[1] + one[0]) * (other[1] + other[0]) % P
    c = 2 * one[3] * other[3] * D % P
    d = 2 * one[2] * other[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(factor, what):
    """A multiple of a point. Nothing here is secret, so it need not take the same time for every factor."""
    found = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            found = add(found, what)
        what = add(what, what)
        factor >>= 1
    return found


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def is_signed(public, message, signature):
    """Whether the holder of this key signed exactly this message (section 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, first = point(public), point(signature[:32])
    second = int.from_bytes(signature[32:], "little")
    if key is None or first is None or second >= ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    left = times(second, BASE)
    right = add(first, times(int.from_bytes(digest, "little") % ORDER, key))
    return not (left[0] * right[2] - right[0] * left[2]) % P and not (left[1] * right[2] - right[1] * left[2]) % P


def canonical(value):
    """The one text that stands for a value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def read(line, number, fields):
    """A line as an object with exactly these fields, written in exactly one way."""
    try:
        found = json.loads(line)
        is_one_way = canonical(found) == line
    except ValueError:
        raise Wrong(f"Line {number} is no JSON.") from None
    if not is_one_way or not isinstance(found, dict) or found.keys() != fields.keys():
        raise Wrong(f"Line {number} is not as the program writes it.")
    for name, kind in fields.items():
        if type(found[name]) is not kind:
            raise Wrong(f"Line {number}: {name} is of another kind than the program writes.")
    return found


def octets(text, count, what):
    """Hexadecimal digits, small letters, of exactly so many octets."""
    if len(text) != 2 * count or set(text) - set("0123456789abcdef"):
        raise Wrong(f"{what} is not {2 * count} hexadecimal digits.")
    return bytes.fromhex(text)


def check_head(head):
    """The first line is signed by the key that it names."""
    if head["format"] != "ojm-log-1":
        raise Wrong("The file is of another kind, or of a later version of the program.")
    study, digest = octets(head["study"], 16, "The study"), octets(head["hash"], 32, "The hash of the head")
    if not 0 <= head["sequence"] < 2**64:
        raise Wrong("The head names an event that cannot be.")
    message = struct.pack(">8s16sQ32s", b"OJMHEAD1", study, head["sequence"], digest)
    public, signature = octets(head["public"], 32, "The public key"), octets(head["signature"], 64, "The signature")
    if not is_signed(public, message, signature):
        raise Wrong("The head was not signed by the key beside it.")


def check(file, known=""):
    """Read the whole file; the head. Raises Wrong at the first thing that is wrong."""
    rows = iter(file)
    head = read(next(rows, "").removesuffix("\n"), 1, HEAD)
    check_head(head)
    previous, count, is_known = GENESIS, 0, not known or head["public"] == known
    for number, row in enumerate(rows, start=2):
        if not row.endswith("\n"):
            raise Wrong(f"Line {number} is cut short.")
        link = read(row[:-1], number, LINK)
        count += 1
        if link["sequence"] != count:
            raise Wrong(f"Line {number}: event {count} is missing; event {link['sequence']} stands in its place.")
        if link["previous"] != previous:
            raise Wrong(f"Event {count} does not follow from the event before it.")
        body = {name: value for name, value in link.items() if name != "hash"}
        if hashlib.sha256(canonical(body).encode()).hexdigest() != link["hash"]:
            raise Wrong(f"Event {count} was changed afterwards.")
        previous = link["hash"]
        is_known = is_known or previous.startswith(known)
    if (count, previous) != (head["sequence"], head["hash"]):
        raise Wrong(f"The log ends at event {count}, and the study signed that it ends at event {head['sequence']}.")
    if not is_known:
        raise Wrong("The log is whole, and neither its key nor any event of it is the one that you gave.")
    return head


def main(words):
    """Check the file that is named, and say what was found."""
    if not 1 <= len(words) <= 2:
        print(__doc__, file=sys.stderr)
        return 1
    try:
        with open(words[0], encoding="utf-8", newline="\n") as file:
            head = check(file, "".join(words[1:]).lower())
    except (Wrong, OSError, UnicodeDecodeError) as error:
        print(f"Not whole: {error}", file=sys.stderr)
        return 1
    print(f"Whole: {head['sequence']} events of study {head['study']}, signed by the key {head['public']}.")
    print(f"Newest event: {head['hash']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
