"""For all tests: Ctrl-C is heard, also where the run was started in the background, which ignores it."""

import signal

signal.signal(signal.SIGINT, signal.default_int_handler)
