"""How often Python looks for circles of dead objects: seldom, as answers are many objects that live and make no circles."""

import gc

# By default it looks whenever 700 objects more are there than were before; lists of tens of thousands of rows took a fifth
# to a third of their time so.
OBJECTS, YOUNG, MIDDLE = 50_000, 20, 20


def collect_seldom() -> None:
    """For a process that answers; counts of objects, and of rounds. What is in no circle is freed at once as ever."""
    gc.set_threshold(OBJECTS, YOUNG, MIDDLE)


def keep_what_is_there() -> None:
    """For a process that serves: what is there now stays, so the schema is not walked whenever a wide answer is made."""
    gc.freeze()
