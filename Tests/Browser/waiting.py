# SPDX-FileCopyrightText: the Jožin project contributors
# SPDX-License-Identifier: Apache-2.0
"""Waiting for what a page comes to. Playwright's own `wait_for_function` evaluates strings in the page, which its policy forbids."""

import time


STILL = "document.getAnimations().every(a => a.playState !== 'running')"


def until(page, expression, argument=None, seconds=20):
    """Asks again and again until the expression is true; says what it was at last."""
    end = time.monotonic() + seconds
    while True:
        answer = page.evaluate(expression, argument)
        if answer:
            return answer
        assert time.monotonic() < end, "never came true: %s" % expression
        page.wait_for_timeout(30)


def waited_for(true, seconds=20):
    """The same for what is known outside the page."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "never came true"
        time.sleep(0.03)
