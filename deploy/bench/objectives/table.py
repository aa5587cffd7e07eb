#!/usr/bin/env python3
"""Pretrains by every built-in recipe at one budget and prints how held-out patients judge the backbones.

Example: deploy/bench/objectives/table.py --dataset chest --task pneumonia --images 20000 --seeds 1,2,3 --json table.json

Each recipe is the shipped one, cut to the same number of images: steps = images / batch. Its views, rate and heads are as
shipped; those of volumes are left out. Every backbone learns from the dataset's training part alone; the probes are judged on the validation part, and the
test part is never read. A run that is there already is not repeated, so that the command can be stopped and given again.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
RECIPES = ROOT / "pretrain/src/main/resources/recipes"
PROGRAM = ROOT / "deploy/isocenter"
SHORT = ("demo-", "cpu-", "quick-")


def main():
    asked = arguments()
    names = asked.recipes.split(",") if asked.recipes else [
        path.stem for path in sorted(RECIPES.glob("*.yaml"))
        if not path.stem.startswith(SHORT) and "\nvolume:" not in path.read_text()
    ]
    seeds = [int(seed) for seed in asked.seeds.split(",")]
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            for name in names:
                recipe = pathlib.Path(folder) / f"{name}.yaml"
                recipe.write_text(cut((RECIPES / f"{name}.yaml").read_text(), asked, seed))
                result = isocenter(asked, "pretrain", str(recipe), "--dataset", asked.dataset)
                made.setdefault(name, []).append(result)
                print(f"{name} seed {seed}: {result['id']}", file=sys.stderr)
    ids = [result["id"] for results in made.values() for result in results]
    table = isocenter(
        asked, "pretrain", "evaluate", "--dataset", asked.dataset, "--task", asked.task, *ids,
        "--random", "vit-tiny,resnet-18", "--image", "96", "--patch", "8", "--baselines", "--seed", asked.seeds,
    )
    speeds = {name: [result["imagesPerSecond"] for result in results] for name, results in made.items()}
    answer = {"images": asked.images, "seeds": seeds, "table": table, "imagesPerSecond": speeds}
    if asked.json:
        pathlib.Path(asked.json).write_text(json.dumps(answer, indent=1))
    print(json.dumps(answer, indent=1))


def cut(recipe, asked, seed):
    """The shipped text with its length, seed and precision replaced."""
    batch = int(re.search(r"^batch: (\d+)", recipe, re.M).group(1))
    recipe = re.sub(r"^(epochs|steps): .*$", f"steps: {asked.images // batch}", recipe, count=1, flags=re.M)
    recipe = re.sub(r"^precision: .*$", f"precision: {asked.precision}", recipe, flags=re.M)
    return re.sub(r"^seed: .*$", f"seed: {seed}", recipe, flags=re.M)


def isocenter(asked, *command):
    home = ["--home", asked.home] if asked.home else []
    ended = subprocess.run([str(PROGRAM), *command, *home, "--json"], stdout=subprocess.PIPE, text=True)
    if ended.returncode:
        sys.exit(f"isocenter {command[0]} {command[1]} ended with {ended.returncode}")
    return json.loads(ended.stdout)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dataset", required=True, help="NAME[@VERSION]")
    parser.add_argument("--task", required=True, help="whose labels judge")
    parser.add_argument("--images", type=int, default=20000, help="images seen in each run (default 20000)")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--recipes", help="names separated by commas; all by default")
    parser.add_argument("--precision", default="bf16", choices=["bf16", "fp32"])
    parser.add_argument("--home", help="data folder")
    parser.add_argument("--json", help="file for the answer")
    return parser.parse_args()


if __name__ == "__main__":
    main()
