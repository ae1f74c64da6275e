"""A table that fits the screen: columns share its width by what they need, and words (ids above all) stay whole."""

from collections.abc import Sequence

from rich import box
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

LONGEST_WHOLE = 40
NARROWEST = 4
GAP = 2


class Fitted:
    """Rows of cells under titles; `numbers` are the places of the columns that are set to the right."""

    def __init__(
        self, titles: Sequence[str], rows: Sequence[Sequence[Text]], numbers: frozenset[int]
    ) -> None:
        self.titles = titles
        self.rows = rows
        self.numbers = numbers

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The table, made for the width at hand."""
        made = Table(
            box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0)
        )
        for place, (title, width) in enumerate(zip(self.titles, self.widths(options.max_width), strict=True)):
            right = place in self.numbers
            made.add_column(Text(title), justify="right" if right else "left", overflow="fold", width=width)
        for row in self.rows:
            made.add_row(*row)
        yield made

    def widths(self, available: int) -> list[int]:
        """The width of each column: what it needs, where that fits; else its longest word and a share of the rest."""
        columns = [
            [Text(title), *(row[place] for row in self.rows)] for place, title in enumerate(self.titles)
        ]
        wanted = [
            max(line.cell_len for each in column for line in each.split() or [Text()]) for column in columns
        ]
        available -= GAP * (len(columns) - 1)
        if sum(wanted) <= available:
            return wanted
        whole = [min(LONGEST_WHOLE, max(_longest_word(each) for each in column)) for column in columns]
        while sum(whole) > available and max(whole) > NARROWEST:
            whole[whole.index(max(whole))] -= 1
        spare = max(0, available - sum(whole))
        lacking = [want - least for want, least in zip(wanted, whole, strict=True)]
        return [
            least + (spare * lack // sum(lacking) if lack else 0)
            for least, lack in zip(whole, lacking, strict=True)
        ]


def _longest_word(text: Text) -> int:
    return max((Text(word).cell_len for word in text.plain.split()), default=1)
