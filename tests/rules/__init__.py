"""One file for each rule of the rule book; kit.py puts each case to the audit and to the solver."""

import pytest

pytest.register_assert_rewrite("tests.rules.kit")
