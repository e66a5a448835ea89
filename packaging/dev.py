"""Every command of the project, on a machine that has only Python: `python3 packaging/dev.py --help`.

This file is read by any Python there is, so that one which is too old gets a sentence and not a syntax error; the rest
is in dev_commands.py beside it. Standard library only: it runs before anything is installed.
"""

import sys

OLDEST = (3, 11)


def main():  # type: () -> int  # noqa: ANN201 - an old Python cannot read an annotation
    """Hand over to dev_commands, or say which Python is wanted."""
    if sys.version_info[:2] < OLDEST:
        sys.stderr.write(
            "OJM Desktop needs Python 3.11 or newer and this is Python %d.%d. Nothing was changed. Run the same "
            "command with a newer one, for example: python3.11 packaging/dev.py\n" % sys.version_info[:2]
        )
        return 1
    from dev_commands import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
