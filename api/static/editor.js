// Opens the GraphQL editor, with the query and variables of the address where it has some.
"use strict";

(function () {
  const place = document.getElementById("graphiql");
  const asked = new URLSearchParams(window.location.search);
  const welcome = [
    "# Ask who answers for what, by what line, and where that is written.",
    "# Ctrl-Space completes; the book at the left explains every field.",
    "",
    "{",
    "  datasets {",
    "    dataset",
    "    title",
    "    date",
    "  }",
    "}",
    "",
  ].join("\n");

  const fetcher = GraphiQL.createFetcher({
    url: new URL(place.dataset.endpoint, document.baseURI).pathname,
  });
  const options = { fetcher, defaultQuery: welcome, shouldPersistHeaders: false, isHeadersEditorEnabled: false };
  if (asked.get("query")) {
    options.query = asked.get("query");
    options.variables = asked.get("variables") || undefined;
  }
  ReactDOM.createRoot(place).render(React.createElement(GraphiQL, options));
})();
