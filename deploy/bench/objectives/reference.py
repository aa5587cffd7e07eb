"""Writes the numbers that objectives are tested against: what published code makes of small fixed inputs.

    python deploy/bench/objectives/reference.py --originals FOLDER

FOLDER holds git clones of the repositories named in originals.py. Needs lightly, timm, Pillow, scikit-learn and
solo-learn.
"""

import argparse
import json
import pathlib

import contrastive
import distillation
import measures
import optimisation
import reconstruction
from originals import Originals

ROOT = pathlib.Path(__file__).resolve().parents[3]
FILE = ROOT / "pretrain/src/test/resources/isocenter/pretrain/objective/reference.json"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--originals", required=True, help="folder with git clones of the original repositories")
    originals = Originals(parser.parse_args().originals)
    written = {}
    for group in (contrastive, distillation, reconstruction, optimisation, measures):
        for case in group.cases(originals):
            written[case.name] = case.json()
    lines = ",\n".join(f" {json.dumps(name)}: {_indented(case)}" for name, case in written.items())
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text("{\n" + lines + "\n}\n")


def _indented(case):
    """One line for each tensor, so that a difference between two versions can be read."""
    parts = []
    for part, content in case.items():
        if isinstance(content, dict):
            inner = ",\n".join(f"   {json.dumps(name)}: {json.dumps(value)}" for name, value in content.items())
            parts.append(f"  {json.dumps(part)}: {{\n{inner}\n  }}" if inner else f"  {json.dumps(part)}: {{}}")
        else:
            parts.append(f"  {json.dumps(part)}: {json.dumps(content, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n }"


if __name__ == "__main__":
    main()
