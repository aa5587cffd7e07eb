"""Takes single definitions out of published code and runs them as they are, without what they are packed with."""

import ast
import contextlib
import importlib.metadata
import importlib.util
import os
import pathlib
import subprocess

import torch

COMMITS = {
    "facebookresearch/dino": "7c446df5b9f45747937fb0d72314eb9f7b66930a",
    "facebookresearch/fairseq": "3d262bb25690e4eb2e7d3c1309b1e9c406ca4b99",
    "facebookresearch/ijepa": "52c1ae95d05f743e000e8f10a1f3a79b10cff048",
    "facebookresearch/mae": "efb2a8062c206524e35e47d04501ed4f544c0ae8",
    "facebookresearch/moco": "132aea9da9bb995a411c915c0420be3db62052f3",
    "facebookresearch/moco-v3": "c349e6e24f40d3fedb22d973f92defa4cedf37a7",
    "facebookresearch/swav": "06b1b7cbaf6ba2a792300d79c7299db98b93b7f9",
    "kumarkrishna/fastssl": "96dfa37be7d46f4814a410affd6269fefab9ec32",
    "microsoft/SimMIM": "d3e29bcac950b83edc34ca33fe4404f38309052c",
    "ssnl/align_uniform": "78ccdb19af60126564ef60c84443722ae2fda28d",
}


class Originals:
    """Git clones (bare or not) under one folder, each named as its repository; read at the commits above."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def definition(self, repository, path, name, **given):
        """A function or class by its dotted name (functions within functions too), with `given` as its globals."""
        clone = self.folder / repository.split("/")[1]
        text = subprocess.run(
            ["git", "-C", str(clone), "show", f"{COMMITS[repository]}:{path}"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        node = ast.parse(text)
        for part in name.split("."):
            node = next(
                inner
                for inner in ast.walk(node)
                if isinstance(inner, (ast.FunctionDef, ast.ClassDef)) and inner.name == part
            )
        exec(compile(ast.Module([node], []), f"{repository}/{path}", "exec"), given)
        return given[node.name]


def cite(repository, path, name):
    return f"{repository}@{COMMITS[repository][:10]} {path}, {name}"


def package(name, what):
    return f"{name} {importlib.metadata.version(name)}, {what}"


def solo_learn(path):
    """One module of solo-learn by its file, for the package itself needs much that is not needed here."""
    file = importlib.metadata.distribution("solo-learn").locate_file(path)
    spec = importlib.util.spec_from_file_location(pathlib.Path(path).stem, file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextlib.contextmanager
def one_process():
    """A process group of one, and `.cuda()` that stays on the processor."""
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29533")
    torch.distributed.init_process_group("gloo", rank=0, world_size=1)
    kept = torch.Tensor.cuda
    torch.Tensor.cuda = lambda self, *_, **__: self
    try:
        yield
    finally:
        torch.Tensor.cuda = kept
        torch.distributed.destroy_process_group()
