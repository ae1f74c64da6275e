"""Queries to begin with. The start page opens them in the editor; a test asks each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A query, what it asks, and the data set that it needs (None: any)."""

    title: str
    query: str
    dataset: str | None = None


LINES = """\
{
  reportingLines(
    from: "team manager"
    to: "chief executive"
    view: {datasets: ["bath-nes-2003"]}
  ) {
    sentence
    notes
    rows {
      hops {
        subject { name }
        line
        object { name }
        said { evidence locator source { name } }
      }
    }
  }
}
"""

UNOWNED = """\
{
  unownedDuties(
    first: 20
    view: {datasets: ["scotland-systems-review"]}
  ) {
    sentence
    notes
    edges {
      node {
        reason
        duty { id name locator }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""

COMMITTEE = """\
{
  committee(
    name: "chief officers group"
    view: {datasets: ["scotland-chief-officers"]}
  ) {
    sentence
    rows {
      members { capacity node { id name } said { locator } }
      answersTo { node { name } said { locator } }
    }
  }
}
"""

COMMITTEES = """\
{
  committees(first: 10) {
    totalCount
    edges {
      node {
        id
        name
        members {
          edges { capacity node { kind name } evidence locator }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""

DUTIES = """\
{
  duties(first: 10, force: [STATUTE]) {
    totalCount
    edges {
      node {
        name
        modality
        source { name }
        locator
        accountable {
          edges { how node { kind name } }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""

DATASETS = """\
{
  datasets {
    dataset
    title
    date
    nodes
    edges
  }
}
"""

EXAMPLES = (
    Example(
        "By what line does a team manager in Bath answer to the chief executive?", LINES, "bath-nes-2003"
    ),
    Example(
        "Which recommendations of the Scottish review name nobody to act?", UNOWNED, "scotland-systems-review"
    ),
    Example("Who sits on a Chief Officers Group in Scotland?", COMMITTEE, "scotland-chief-officers"),
    Example("Which committees are there, and who sits on them, in what capacity?", COMMITTEES),
    Example("Which duties have the force of statute, and who is accountable?", DUTIES),
    Example("Which data sets are loaded?", DATASETS),
)
