#!/usr/bin/env python3
"""Makes the tables of PS3.15 Annex E that de-identification reads, and the types of their attributes.

    git clone https://github.com/innolitics/dicom-standard      # PS3.15 2024e, Table E.1-1 as JSON
    git clone https://github.com/chsasank/dicom_standard        # PS3.15 2020c, Tables E.3.4-1 and E.3.10-1
    python -m venv venv && venv/bin/pip install 'pydicom>=3' highdicom
    venv/bin/python confidentiality_tables.py \
        dicom-standard/standard/confidentiality_profile_attributes.json dicom_standard/source/part15/chapter_E.rst \
        ../../main/resources/isocenter/ingest/deidentify

Table E.1-1 is copied column by column. The two smaller tables come from an older edition, whose text is at hand whole;
what later editions added to them is treated as what they do not list: private attributes are removed, and content items
are judged by their kind of value. Types (1, 1C, 2, 2C, 3) are those that the modules of a storage class give the
attribute at the root of the data set, the strictest where several modules have it.
"""

import json
import pkgutil
import re
import sys
from pathlib import Path

from pydicom._private_dict import private_dictionaries
from pydicom.datadict import dictionary_VR, tag_for_keyword

OPTIONS = [
    "rtnSafePrivOpt",
    "rtnUIDsOpt",
    "rtnDevIdOpt",
    "rtnInstIdOpt",
    "rtnPatCharsOpt",
    "rtnLongFullDatesOpt",
    "rtnLongModifDatesOpt",
    "cleanDescOpt",
    "cleanStructContOpt",
    "cleanGraphOpt",
]
HEADER = (
    "tag basic safePrivate uids device institution patient fullDates modifiedDates"
    " descriptors structuredContent graphics name"
)


def profile_rows(source):
    for row in sorted(json.loads(source.read_text()), key=lambda row: row["tag"]):
        tag = row["tag"]
        if "ODD" in tag:
            tag = "(gggg,eeee)"
        tag = re.sub(r"[^0-9A-Fa-fgxeX]", "", tag).upper().replace("X", "x")
        tag = "private" if tag.startswith("GG") else tag
        yield [tag, row["basicProfile"], *(row.get(option, "-") for option in OPTIONS), re.sub(r" *\(see Note \d+\)", "", " ".join(row["name"].split()))]


def grid_rows(lines):
    """The cells of a reStructuredText grid table, each a list of its lines; words are cut where a column ends."""
    row = None
    for line in lines:
        line = line.strip()
        if line.startswith("+"):
            if row:
                yield row
            row = None
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            row = [old + [new] for old, new in zip(row, cells)] if row else [[cell] for cell in cells]


def table(text, after, before):
    part = text[text.index(after) : text.index(before)]
    return list(grid_rows(part[part.index("+--") :].splitlines()))


def joined(cell):
    return "".join(cell)


def creator(cell, known):
    """A creator's name may be cut between words or inside one: the reading that other dictionaries know."""
    parts = [part for part in cell if part]
    readings = [parts[0]]
    for part in parts[1:]:
        readings = [reading + gap + part for reading in readings for gap in (" ", "")]
    hits = [reading for reading in readings if reading in known]
    return hits[0] if hits else " ".join(parts)


def safe_private_rows(text):
    for row in table(text, ".. _sect_E.3.10:", ".. _sect_E.3.11:"):
        tag = joined(row[0])
        if not tag.startswith("("):
            continue
        group, element = tag.strip("()").split(",")
        owner = creator(row[1], private_dictionaries)
        vr = joined(row[2])[:2] or private_dictionaries.get(owner, {}).get(f"{group.upper()}xx{element[-2:].upper()}", ["FD"])[0]
        meaning = re.sub(r"\\ |:s up:`(\w+)`", lambda match: match[1] or "", " ".join(" ".join(row[4]).split()))
        yield [group.upper(), element[-2:].upper(), vr, owner, meaning or "-"]


def concept_rows(text):
    for row in table(text, ".. _sect_E.3.4:", ".. _sect_E.3.5:"):
        value, scheme, kind = joined(row[1]), joined(row[2]), joined(row[3])
        if not re.fullmatch(r"[A-Z]+", kind) or value.startswith("*"):
            continue
        columns = [joined(cell) or "-" for cell in row[6:14]]
        yield [value, scheme, kind, *columns]


STRICTNESS = ["1", "1C", "2", "2C", "3"]
TEXTS = {"LO", "SH", "ST", "LT", "UC", "UT", "PN", "AE", "DA", "TM", "DT", "CS", "DS", "IS", "AS"}


def types(tags):
    def load(name):
        return json.loads(pkgutil.get_data("highdicom", f"_standard/{name}.json"))

    iods, modules, classes = load("iod_module_map"), load("module_attribute_map"), load("sop_class_iod_map")
    by_iod = {}
    for iod, parts in iods.items():
        found = {}
        for part in parts:
            for attribute in modules.get(part["key"], []):
                tag = tag_for_keyword(attribute["keyword"])
                if tag is None or attribute["path"]:
                    continue
                needed = attribute["type"] != "3" and dictionary_VR(tag) in TEXTS
                if tag in tags or needed:
                    known = found.get(tag, "3")
                    found[tag] = min(known, attribute["type"], key=STRICTNESS.index)
        by_iod[iod] = found
    for sop_class, iod in sorted(classes.items()):
        found = by_iod.get(iod, {})
        if found:
            yield [sop_class, " ".join(f"{tag:08X}={kind}" for tag, kind in sorted(found.items()))]


def write(path, head, rows):
    rows = list(rows)
    text = "".join(f"# {line}\n" for line in head) + "".join("\t".join(row) + "\n" for row in rows)
    path.write_text(text, encoding="ascii")
    print(path.name, len(rows))
    return rows


def main(attributes, chapter, target):
    made = "Made by src/test/python/confidentiality_tables.py; do not edit."
    rows = write(
        target / "confidentiality-profile.tsv",
        [
            "DICOM PS3.15 2024e, Table E.1-1: Application Level Confidentiality Profile Attributes.",
            made,
            HEADER.replace(" ", "\t"),
        ],
        profile_rows(attributes),
    )
    text = chapter.read_text(encoding="utf-8")
    write(
        target / "safe-private.tsv",
        ["DICOM PS3.15 2020c, Table E.3.10-1: Safe Private Attributes.", made, "group\telement\tvr\tcreator\tmeaning"],
        safe_private_rows(text),
    )
    write(
        target / "content-concepts.tsv",
        [
            "DICOM PS3.15 2020c, Table E.3.4-1: Clean Structured Content Option Content Item Concept Name Codes.",
            made,
            "code scheme valueType basic uids device institution patient fullDates modifiedDates descriptors".replace(
                " ", "\t"
            ),
        ],
        concept_rows(text),
    )
    mixed = {int(row[0], 16) for row in rows if "/" in row[1]}
    write(
        target / "attribute-types.tsv",
        [
            "DICOM PS3.3, at the root, by SOP class: types of the attributes whose action in Table E.1-1 depends on them, and",
            "of those with text, dates or numbers that the class demands.",
            "From the module tables in highdicom " + __import__("highdicom").__version__ + ". " + made,
            "sopClass\ttag=type ...",
        ],
        types(mixed),
    )


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
