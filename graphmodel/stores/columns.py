"""Facts as plain columns with text ids, the same whatever store they lie in: for copying between stores, and for hashing.

A node's row: number, data set, id, kind, four bounds, asserted, retracted, evidence, standing, none, untold, dated, source,
locator, name, attributes, said. An edge's row: number, data set, relation, subject, object, own id, four bounds, asserted,
retracted, evidence, standing, dated, source, locator, attributes, said. A head's row: number, data set, head, complete,
asserted, retracted. A mark's row: fact, change, says.
"""

from typing import Any

Row = tuple[Any, ...]

NODE_ID, NODE_KIND, NODE_NAME, NODE_ATTRIBUTES = 2, 3, 17, 18
