"""The data sets that come with Remit."""

from importlib import resources
from pathlib import Path

from remit.loaders.yaml_folder import HEAD


def bundled() -> list[Path]:
    """The folders of the bundled data sets, by name."""
    root = Path(str(resources.files("remit.loaders") / "datasets"))
    return sorted(head.parent for head in root.glob(f"*/{HEAD}"))
