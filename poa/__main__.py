"""``python -m poa`` is the same as ``poa``."""

import sys

from poa.cli import main

if __name__ == "__main__":
    sys.exit(main())
