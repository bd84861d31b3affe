"""`python -m samverk`: the same as the command `samverk`."""

import sys

from samverk.cli import main

sys.exit(main())
