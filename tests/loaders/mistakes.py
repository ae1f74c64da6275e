"""Files of one mistake each, beside a file of roles: the file, and the problem that is told."""

WITH_DUTY = "duties:\n  - id: record\n    name: Record it.\n"

MISTAKES: list[tuple[str, str]] = [
    (
        "rolez:\n  - {id: a, name: A}\n",
        "x.yaml:1:1: there is no kind of node 'rolez'; did you mean roles?",
    ),
    (
        "roles:\n  - {id: a, name: A, reports: b}\n",
        "x.yaml:2:31: role has no field 'reports'; did you mean reports_to?",
    ),
    (
        "roles:\n  - id: a\n    name: A\n    reports_to: {to: chief, lin: management}\n",
        "x.yaml:4:34: REPORTS_TO has no field 'lin'; did you mean line?",
    ),
    (
        "edges:\n  - {from: chief, relation: REPORT_TO, to: director}\n",
        "x.yaml:2:29: there is no relation 'REPORT_TO'; did you mean REPORTS_TO?",
    ),
    (
        "edges:\n  - {from: chief, to: director}\n",
        "x.yaml:2:5: an edge needs relation:; write one of: PART_OF, LEADS, REPORTS_TO, ANSWERS_TO, HOLDS, SITS_ON,"
        " CARRIES, APPOINTS, ACCOUNTABLE_FOR, RESPONSIBLE_FOR, CONSULTED_ON, INFORMED_OF, OWED_TO, DELEGATES_TO,"
        " SCRUTINISES, ADVISES, ESCALATES_TO, IMPLEMENTS, REFERS_TO, STATED_IN, ONE_OF, SUCCEEDS, SAME_AS",
    ),
    (
        "edges:\n  - {from: chief, relation: REPORTS_TO}\n",
        "x.yaml:2:5: an edge needs to:; write to: and the id of a node",
    ),
    (
        "roles:\n  - id: a\n    name: A\n    reports_to: {line: management}\n",
        "x.yaml:4:17: reports_to has no to:; write to: and the id of a node",
    ),
    (
        "roles:\n  - id: a\n    name: A\n    reports_to: directer\n",
        "x.yaml:4:17: there is no node town/directer; did you mean town/director? Else state it first",
    ),
    (
        "roles:\n  - {id: a, name: A, reports_to: other/major}\n",
        "x.yaml:2:34: there is no node other/major; did you mean other/mayor? Else state it first",
    ),
    (
        "roles:\n  - {id: a, name: A, reports_to: mayor}\n",
        "x.yaml:2:34: there is no node town/mayor; did you mean other/mayor? Else state it first",
    ),
    (
        "roles:\n  - {id: a, name: A, reports_to: The Chief Executives Office}\n",
        "x.yaml:2:34: no node of this data set is called 'The Chief Executives Office'; did you mean town/chief?",
    ),
    (
        "roles:\n  - {id: a, name: A, reports_to: zebra}\n",
        "x.yaml:2:34: there is no node town/zebra; state it, or correct the id",
    ),
    (
        "units:\n  - {id: a, name: A, part_of: chief}\n",
        "x.yaml:2:31: PART_OF cannot lead from town/a (Unit) to town/chief (Role);"
        " it leads from Unit, Committee, Role to Agency, Unit, Committee",
    ),
    (
        "roles:\n  - {id: chief, name: Chief}\n",
        "x.yaml:2:5: town/chief is stated already at roles.yaml:2;"
        " give one of them another id, or days of validity that do not overlap",
    ),
    (
        "units:\n  - {id: mayors, name: M, one_of: other/mayor}\n",
        "x.yaml:2:35: ONE_OF cannot lead from town/mayors (Unit) to other/mayor (Role);"
        " it leads from Agency, Unit, Committee, Role to the same kind",
    ),
    (
        "units:\n  - {id: other/mayor, name: M}\n",
        "x.yaml:2:5: other/mayor is stated as Unit, but is already known as Role;"
        " an id is for good: give this node another id, or state it as the kind it has",
    ),
    (
        "roles:\n  - {id: a, name: A, reports_to: [chief, director, chief]}\n",
        "x.yaml:2:52: town/a REPORTS_TO town/chief is stated already at x.yaml:2;"
        " state it once, or give each an id of its own (two terms of office)",
    ),
    (
        "roles:\n  - {id: b, name: B, aliases: [the director]}\n  - {id: c, name: C, reports_to: The Directors}\n",
        "x.yaml:3:34: 'The Directors' fits 2 nodes: town/b, town/director; write the id of the one meant",
    ),
    (
        "roles:\n  - {id: a, name: A, valid_from: 2024-05, valid_to: 2024-04-30}\n",
        "x.yaml:2:53: valid_to 2024-04-30 is not after valid_from 2024-05;"
        " valid_to is the first day no longer in force: write a later day, or swap the two",
    ),
    (
        "roles:\n  - {id: a, name: A, valid_from: 2023-02-29}\n",
        "x.yaml:2:34: valid_from: '2023-02-29' is not in the calendar; check the year, the month and the day",
    ),
    (
        "roles:\n  - {id: a, name: A, valid_to: 29.2.2024}\n",
        "x.yaml:2:32: valid_to: '29.2.2024' is no day; write it as 2003-04-30, 2003-04 or 2003",
    ),
    (
        "roles:\n  - {id: a, name: A, reports_to: a}\n",
        "x.yaml:2:34: town/a reports to itself; name another node, or take it out",
    ),
    ("roles:\n  - {id: a}\n", "x.yaml:2:10: town/a has no name; give it a name"),
    ("roles:\n  - {id: a, name: }\n", "x.yaml:2:19: name is empty; write a value, or leave name out"),
    ("roles:\n  - {name: A}\n", "x.yaml:2:5: it has no id; give it an id of small letters, digits and hyphens"),
    (
        "roles:\n  - {id: ../a, name: A}\n",
        "x.yaml:2:10: '../a' is no id;"
        " use small letters, digits, dots and hyphens, in parts joined by /, 200 characters at most",
    ),
    (
        "roles:\n  - {id: a, name: A, posts: six}\n",
        "x.yaml:2:29: posts is 'six', which is no count; write a whole number, zero or more",
    ),
    (
        "roles:\n  - {id: a, name: A, class: yes}\n",
        "x.yaml:2:29: class is 'yes', which is neither true nor false; write true or false",
    ),
    (
        "duties:\n  - {id: a, name: A, modality: ought}\n",
        "x.yaml:2:32: modality is 'ought', which is not allowed; use one of: must, must not, should, may, unclear",
    ),
    (
        "duties:\n  - {id: a, name: A, force: statutory guidence}\n",
        "x.yaml:2:29: force is 'statutory guidence', which is not allowed; did you mean statutory guidance?",
    ),
    (
        "roles:\n  - {id: a, name: A, none: [HOLD]}\n",
        "x.yaml:2:22: none names HOLD, which is no relation; did you mean HOLDS?",
    ),
    (
        "roles:\n  - {id: a, name: A, evidence: infered, reason: r}\n",
        "x.yaml:2:32: evidence is 'infered', which is not allowed; did you mean inferred?",
    ),
    (
        "roles:\n  - {id: a, name: A, evidence: inferred}\n",
        "x.yaml:2:32: it is inferred without a reason; say why in reason",
    ),
    (
        "roles:\n  - {id: a, name: A, based_on: [chief]}\n",
        "x.yaml:2:22: a stated fact rests on nothing; say evidence: inferred, or leave based_on out",
    ),
    (
        "roles:\n  - {id: a, name: A, evidence: inferred, reason: r, based_on: [chief REPORTS_TO director]}\n",
        "x.yaml:2:5: it is based on town: town/chief REPORTS_TO town/director, which nothing states;"
        " state it, or correct based_on",
    ),
    (
        "roles:\n  - {id: a, name: A, evidence: inferred, reason: r, based_on: ['other: other/clerk']}\n",
        "x.yaml:2:5: it is based on other: other/clerk, which nothing states; state it, or correct based_on",
    ),
    (
        WITH_DUTY + "    accountable: {from: chief, standing: expected}\n",
        "x.yaml:4:18: ACCOUNTABLE_FOR from town/chief to town/record has a standing (expected);"
        " leave standing out: edges that touch a duty or a source have none",
    ),
    (WITH_DUTY + "    standing: proposed\n", "x.yaml:4:15: a duty has no standing; leave it out: bodies, roles and the edges between them have one"),
    (
        WITH_DUTY + "    accountable: {from: chief, how: joint}\n",
        "x.yaml:4:37: joint ownership has no reason; say why in reason",
    ),
    (WITH_DUTY + "    source: chief\n", "x.yaml:2:5: source names town/chief, a Role; name a Source"),
    (
        WITH_DUTY + "    source: scheme\n",
        "x.yaml:2:5: source names town/scheme, and there is no such node; state it, or correct the id",
    ),
    (
        "roles:\n  - {id: a, name: A, except: [chief, cheif]}\n",
        "x.yaml:2:5: except names town/cheif, and there is no such node; did you mean town/chief? Else state it first",
    ),
    ("roles:\n  - {id: a, name: {first: A}}\n", "x.yaml:2:19: name has keys of its own; write a plain value"),
    ("roles:\n  - {id: a, name: [A, B]}\n", "x.yaml:2:13: name is ['A', 'B'], which is no text; write a text"),
    ("roles: Chief\n", "x.yaml:1:8: roles is no list; write each entry under it with - "),
    ("roles: {id: a, name: A}\n", "x.yaml:1:8: roles is no list; write each entry under it with - "),
    ("roles:\n  - Chief\n", "x.yaml:2:5: this entry of roles has no keys; write - id: …, name: …"),
    ("- roles\n", "x.yaml:1:1: it is no mapping of lists; begin with roles:, duties: or the like"),
    (
        'roles:\n  - {id: a, name: "A\\0"}\n',
        "x.yaml:2:19: name holds the character U+0000; take it out",
    ),
    (
        "roles:\n  - {id: a, name: " + "n" * 20_001 + "}\n",
        "x.yaml:2:19: name has 20001 characters; shorten it to 20000 at most",
    ),
    (
        "roles:\n  - {id: " + "n" * 196 + ", name: A}\n",
        "x.yaml:2:10: '" + "n" * 196 + "' is no id; use small letters, digits, dots and hyphens,"
        " in parts joined by /, 200 characters at most",
    ),
]  # fmt: skip
