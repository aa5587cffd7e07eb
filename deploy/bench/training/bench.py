"""Compares a training step of Isocenter with the same step in Python's PyTorch, in alternating rounds of one run.

    python deploy/bench/training/bench.py                       # all comparisons
    python deploy/bench/training/bench.py mae-fp32 --rounds 20  # one of them
    python deploy/bench/training/bench.py --memory 2000         # resident memory over that many steps of ours
    python deploy/bench/training/bench.py mae-fp32 --processes 2  # so many processes of ours against one, a thread each
    python deploy/bench/training/bench.py --visible              # MAE's step against one on all tokens, both ours

Needs Java, Maven, and a Python with torch, timm, torchvision and lightly (of the same libtorch version for a fair
comparison).
"""

import argparse
import json
import math
import os
import pathlib
import socket
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
MAIN = "isocenter.pretrain.training.StepBenchmark"
DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
# t quantiles for 95 %, by rounds - 1; beyond the table the normal one
T95 = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26, 10: 2.23, 11: 2.20,
       12: 2.18, 13: 2.16, 14: 2.14, 15: 2.13, 16: 2.12, 17: 2.11, 18: 2.10, 19: 2.09}

# name: objective, mode, precision, batch, steps in a round
COMPARISONS = {
    "mae-fp32": ("mae", "train", "fp32", 64, 4),
    "mae-bf16": ("mae", "train", "bf16", 64, 4),
    "simclr-fp32": ("simclr", "train", "fp32", 64, 2),
    "simclr-bf16": ("simclr", "train", "bf16", 64, 2),
    "vit-features": ("mae", "features", "fp32", 64, 4),
    "resnet-features": ("simclr", "features", "fp32", 64, 8),
    "resnet-features-bf16": ("simclr", "features", "bf16", 64, 8),
    "vit-finetune": ("mae", "finetune", "fp32", 64, 1),
    "resnet-finetune": ("simclr", "finetune", "fp32", 64, 4),
    "resnet-finetune-bf16": ("simclr", "finetune", "bf16", 64, 4),
    "mae-vits": ("mae-vits", "train", "fp32", 16, 2),
    "mae-vits-bf16": ("mae-vits", "train", "bf16", 16, 2),
    "simclr-r50": ("simclr-r50", "train", "fp32", 8, 1),
    "simclr-r50-bf16": ("simclr-r50", "train", "bf16", 8, 1),
    "mae-vits-loop": ("mae-vits", "loop", "fp32", 16, 2),
    "mae-vits-loop-bf16": ("mae-vits", "loop", "bf16", 16, 2),
    "simclr-r50-loop": ("simclr-r50", "loop", "fp32", 8, 1),
    "simclr-r50-loop-bf16": ("simclr-r50", "loop", "bf16", 8, 1),
}


def classpath():
    target = ROOT / "pretrain" / "target"
    listing = target / "bench-classpath.txt"
    subprocess.run(
        ["mvn", "-q", "-B", "-pl", "pretrain", "-am", "-DskipTests", "test-compile",
         DEPENDENCY_PLUGIN + ":build-classpath", f"-Dmdep.outputFile={listing}", "-Dmdep.includeScope=test"],
        cwd=ROOT, check=True)
    return os.pathsep.join([str(target / "test-classes"), str(target / "classes"), listing.read_text().strip()])


class Runner:
    """One side: a process that takes steps when told to, and sleeps otherwise."""

    def __init__(self, command, environment):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
            stderr=subprocess.DEVNULL)

    def cpu(self):
        """Seconds of this process and of the workers that it has started."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return sum(self.seconds(pid) for pid in [self.process.pid, *children])

    @staticmethod
    def seconds(pid):
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def run(self, steps):
        before = self.cpu()
        self.ask(steps)
        return self.answer(before)

    def ask(self, steps):
        self.process.stdin.write(f"run {steps}\n")
        self.process.stdin.flush()

    def answer(self, before):
        for line in self.process.stdout:
            if line.startswith("seconds "):
                words = line.split()
                return {"wall": float(words[1]), "cpu": self.cpu() - before, "loss": float(words[3]),
                        "resident": int(words[5]), "waiting": float(words[7])}
        raise SystemExit(f"{self.process.args[0]} ended without an answer")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Ranks:
    """Processes of ours that share each batch."""

    def __init__(self, count, path, arguments, environment):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.runners = [
            ours(path, arguments, dict(
                environment, RANK=str(rank), LOCAL_RANK=str(rank), WORLD_SIZE=str(count), LOCAL_WORLD_SIZE=str(count),
                MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port)))
            for rank in range(count)]

    def run(self, steps):
        before = [runner.cpu() for runner in self.runners]
        for runner in self.runners:
            runner.ask(steps)
        answers = [runner.answer(cpu) for runner, cpu in zip(self.runners, before)]
        return {"wall": max(answer["wall"] for answer in answers), "cpu": sum(answer["cpu"] for answer in answers),
                "loss": answers[0]["loss"], "resident": sum(answer["resident"] for answer in answers)}

    def close(self):
        for runner in self.runners:
            runner.process.stdin.close()
        for runner in self.runners:
            runner.process.wait()


def interval(ratios):
    """Geometric mean with its 95 % interval over rounds."""
    logs = [math.log(r) for r in ratios]
    mean = statistics.fmean(logs)
    if len(logs) < 2:
        return math.exp(mean), math.nan, math.nan
    half = T95.get(len(logs) - 1, 1.96) * statistics.stdev(logs) / math.sqrt(len(logs))
    return math.exp(mean), math.exp(mean - half), math.exp(mean + half)


def ours(path, arguments, environment):
    return Runner(["java", "-Xmx1g", "-cp", path, MAIN, *arguments], environment)


def compare(name, options, path, environment):
    objective, mode, precision, batch, steps = COMPARISONS[name]
    arguments = [objective, mode, precision, str(batch), str(options.threads)]
    sides = {"ours": ours(path, arguments, environment),
             "torch": Runner([options.python, str(HERE / "peer.py"), *arguments], environment)}
    for side in sides.values():
        side.run(3)
    rounds = []
    for i in range(options.rounds):
        order = ["ours", "torch"] if i % 2 == 0 else ["torch", "ours"]
        taken = {key: sides[key].run(steps) for key in order}
        rounds.append(taken)
    for side in sides.values():
        side.close()
    result = {"comparison": name, "threads": options.threads, "batch": batch, "rounds": options.rounds,
              "stepsPerRound": steps}
    for key in sides:
        result[key] = {
            "imagesPerSecond": round(batch * steps / statistics.median(r[key]["wall"] for r in rounds), 1),
            "inputWait": round(sum(r[key]["waiting"] for r in rounds) / sum(r[key]["wall"] for r in rounds), 4),
            "cpuSecondsPerStep": round(statistics.median(r[key]["cpu"] for r in rounds) / steps, 3),
            "residentMegabytes": max(r[key]["resident"] for r in rounds) >> 20}
    for clock in ("wall", "cpu"):
        mean, low, high = interval([r["torch"][clock] / r["ours"][clock] for r in rounds])
        result[f"{clock}Ratio"] = {"value": round(mean, 3), "low": round(low, 3), "high": round(high, 3)}
    return result


def scaling(name, options, path, environment):
    objective, mode, precision, batch, steps = COMPARISONS[name]
    if mode != "train" or batch % options.processes:
        raise SystemExit(f"{name} is not trained by {options.processes} processes: "
                         f"take mae or simclr, and a divisor of {batch}")
    arguments = [objective, mode, precision, str(batch), "1"]
    sides = {"one": ours(path, arguments, environment),
             "several": Ranks(options.processes, path, arguments, environment)}
    for side in sides.values():
        side.run(3)
    rounds = []
    for i in range(options.rounds):
        order = ["one", "several"] if i % 2 == 0 else ["several", "one"]
        rounds.append({key: sides[key].run(steps) for key in order})
    for side in sides.values():
        side.close()
    result = {"scaling": name, "processes": options.processes, "threadsEach": 1, "cores": os.cpu_count(),
              "batch": batch, "rounds": options.rounds, "stepsPerRound": steps}
    for key in sides:
        result[key] = {
            "imagesPerSecond": round(batch * steps / statistics.median(r[key]["wall"] for r in rounds), 1),
            "residentMegabytes": max(r[key]["resident"] for r in rounds) >> 20}
    mean, low, high = interval([r["one"]["wall"] / r["several"]["wall"] for r in rounds])
    result["speedup"] = {"value": round(mean, 3), "low": round(low, 3), "high": round(high, 3)}
    return result


def visible(options, path, environment):
    """The encoder on a quarter of the patches against the encoder on all of them, where learned tokens hide the rest."""
    sides = {key: ours(path, [key, "train", options.precision, "16", str(options.threads)], environment)
             for key in ("mae-vits", "simmim-vits")}
    for side in sides.values():
        side.run(3)
    rounds = []
    for i in range(options.rounds):
        order = list(sides) if i % 2 == 0 else list(reversed(sides))
        rounds.append({key: sides[key].run(2) for key in order})
    for side in sides.values():
        side.close()
    mean, low, high = interval([r["simmim-vits"]["wall"] / r["mae-vits"]["wall"] for r in rounds])
    return {"visible": "vit-small/16, 224 pixels", "precision": options.precision, "threads": options.threads,
            "rounds": options.rounds, "allTokensOverVisible":
            {"value": round(mean, 3), "low": round(low, 3), "high": round(high, 3)}}


def memory(steps, options, path, environment):
    runner = ours(path, ["mae", "train", "fp32", "16", str(options.threads)], environment)
    runner.run(100)
    samples = [runner.run(100)["resident"] >> 20 for _ in range(steps // 100)]
    runner.close()
    return {"memory": "mae vit-tiny/8, batch 16", "steps": steps, "residentMegabytesEvery100Steps": samples}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help=", ".join(COMPARISONS))
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", type=int, default=0, metavar="STEPS")
    parser.add_argument("--visible", action="store_true", help="MAE's step against one on all tokens")
    parser.add_argument("--precision", default="fp32", choices=["fp32", "bf16"], help="of --visible")
    parser.add_argument("--processes", type=int, default=1, help="compare so many of ours with one of ours")
    parser.add_argument("--python", default=sys.executable, help="an interpreter that has torch, timm, torchvision")
    options = parser.parse_args()
    unknown = set(options.names) - set(COMPARISONS)
    if unknown:
        parser.error(f"no comparison {', '.join(sorted(unknown))}")
    # both sides alike: idle threads sleep, as Isocenter's launcher asks for
    environment = dict(os.environ, OMP_WAIT_POLICY="PASSIVE")
    path = classpath()
    if options.memory:
        print(json.dumps(memory(options.memory, options, path, environment)), flush=True)
    elif options.visible:
        print(json.dumps(visible(options, path, environment)), flush=True)
    elif options.processes > 1:
        for name in options.names or ["mae-fp32", "simclr-fp32"]:
            print(json.dumps(scaling(name, options, path, environment)), flush=True)
    else:
        for name in options.names or COMPARISONS:
            print(json.dumps(compare(name, options, path, environment)), flush=True)


main()
