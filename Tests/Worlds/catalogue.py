"""The register of worlds: the `@world` mark, and the list of all of them."""
import importlib
import os
import re

_worlds = []


class Entry:
    """One world: its set-up, its question, and what must be answered."""

    def __init__(self, setup, title, ask, expect, as_user, allow, also, asked_by):
        self.setup = setup
        self.family = setup.__module__
        self.key = f"{self.family}.{setup.__name__}"
        self.title = title
        self.question = ask.split() if isinstance(ask, str) else list(ask)
        self._expect = {"root": expect, "user": expect if as_user is None else as_user}
        self.allow = frozenset(allow)
        self.also = tuple(also)
        self.asked_by = tuple(asked_by)

    def accepted(self, asker):
        """The set of acceptable outcomes: causes, or `healthy`, or `undecided`."""
        expected = self._expect[asker]
        return (expected,) if isinstance(expected, str) else tuple(expected)

    def expectation(self, asker):
        text = " or ".join(self.accepted(asker))
        text += "".join(f" and {cause}" for cause in self.also)
        return text + (f" (beside it: {', '.join(sorted(self.allow))})" if self.allow else "")

    def causes(self):
        return {cause for asker in self.asked_by for cause in self.accepted(asker)} | set(self.also)


def world(title, ask, expect, as_user=None, allow=(), also=(), by=("root", "user")):
    """Registers the set-up below it as a world.

    `expect` is the first cause, or `healthy`, or `undecided`; a tuple lists what is acceptable. `as_user` replaces it
    where an unprivileged asker can know less. `allow` lists causes that may stand beside the first, `also` those
    that must.
    """
    def register(setup):
        _worlds.append(Entry(setup, title, ask, expect, as_user, allow, also, by))
        return setup
    return register


def worlds():
    """Every world, in the order of files and of their lines."""
    if not _worlds:
        here = os.path.dirname(os.path.abspath(__file__))
        for name in sorted(os.listdir(here)):
            if re.match(r"(reaching|owning|healthy)_\w+\.py$", name):
                importlib.import_module(name[:-3])
        keys = [entry.key for entry in _worlds]
        assert len(keys) == len(set(keys)), "two worlds share a name: " + str([k for k in keys if keys.count(k) > 1])
    return list(_worlds)
