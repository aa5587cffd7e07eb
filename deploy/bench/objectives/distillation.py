"""Objectives without negatives: BYOL, SwAV and DINO."""

import logging
import time
import types

import numpy
import torch
import torch.nn.functional as F
from lightly.loss import DINOLoss, NegativeCosineSimilarity, SwaVLoss
from lightly.loss.swav_loss import sinkhorn

from case import Case, agree, log_softmax, unit
from originals import cite, one_process, package, solo_learn

N = 6
D = 8
PROTOTYPES = 10


def cases(originals):
    yield byol()
    yield swav(originals)
    yield dino(originals)


def byol():
    case = Case("byol", package("solo-learn", "solo/losses/byol.py, byol_loss_func, sum of both directions"), 4)
    p1 = case.normal("p1", N, D).requires_grad_()
    p2 = case.normal("p2", N, D).requires_grad_()
    z1 = case.normal("z1", N, D)
    z2 = case.normal("z2", N, D)
    one_way = solo_learn("solo/losses/byol.py").byol_loss_func
    loss = one_way(p1, z2) + one_way(p2, z1)
    loss.backward()
    cosines = [(unit(p.detach()) * unit(z)).sum(1).mean() for p, z in ((p1, z2), (p2, z1))]
    case.checked("loss", loss, 4 - 2 * sum(cosines))
    case.expect(gradient=p1.grad, gradientOfSecond=p2.grad)
    lightly = NegativeCosineSimilarity()
    agree("byol with lightly", 4 + 2 * (lightly(p1, z2) + lightly(p2, z1)).item(), loss, 1e-9)
    return case


def swav(originals):
    script = ("facebookresearch/swav", "main_swav.py")
    case = Case(
        "swav",
        cite(*script, "train, distributed_sinkhorn"),
        5,
        temperature=0.1,
        epsilon=0.05,
        iterations=3,
        fullCrops=2,
        smallCrops=2,
    )
    # scores are cosines with unit prototypes
    prototypes = unit(case.random.normal(size=(PROTOTYPES, D)))
    embeddings = unit(case.random.normal(size=(4 * N, D)))
    scores = case.given("scores", numpy.round(embeddings @ prototypes.T, 4)).requires_grad_()

    args = types.SimpleNamespace(
        epsilon=0.05,
        world_size=1,
        sinkhorn_iterations=3,
        temperature=0.1,
        crops_for_assign=[0, 1],
        nmb_crops=[2, 2],
        use_fp16=False,
        freeze_prototypes_niters=0,
        rank=1,
    )
    given = {"torch": torch, "nn": torch.nn, "np": numpy, "F": F, "dist": torch.distributed, "args": args, "time": time}
    given["AverageMeter"] = originals.definition("facebookresearch/swav", "src/utils.py", "AverageMeter")
    given["logger"] = logging.getLogger("swav")
    given["distributed_sinkhorn"] = originals.definition(*script, "distributed_sinkhorn", **given)
    train = originals.definition(*script, "train", **given)
    network = Frozen(torch.as_tensor(embeddings), scores, torch.as_tensor(prototypes))
    optimizer = types.SimpleNamespace(param_groups=[{}], zero_grad=lambda: None, step=lambda: None)
    with one_process():
        (_, loss), _ = train([[torch.zeros(N, 1)]], network, optimizer, 0, [0.0], None)
        codes = [given["distributed_sinkhorn"](scores.detach()[i * N : (i + 1) * N]) for i in (0, 1)]

    crops = scores.detach().numpy().reshape(4, N, PROTOTYPES)
    second = [_codes(crops[0]), _codes(crops[1])]
    terms = [-(second[i] * log_softmax(crops[v] / 0.1)).sum(1).mean() for i in (0, 1) for v in range(4) if v != i]
    case.checked("loss", loss, sum(terms) / 6)
    case.checked("codes", torch.cat(codes), numpy.concatenate(second))
    case.expect(gradient=scores.grad)
    agree("swav codes with lightly", sinkhorn(scores.detach()[:N]), codes[0], 1e-9)
    halves = list(scores.detach().split(N))
    agree("swav with lightly", SwaVLoss()(halves[:2], halves[2:]).item(), loss, 1e-9)
    return case


def _codes(scores):
    """Cuturi's scaling, prototypes first, then samples."""
    q = numpy.exp(scores / 0.05)
    for _ in range(3):
        q = q / q.sum(0, keepdims=True)
        q = q / q.sum(1, keepdims=True)
    return q


class Frozen(torch.nn.Module):
    """Stands for a network whose answers are given."""

    def __init__(self, embeddings, scores, prototypes):
        super().__init__()
        self.answers = (embeddings, scores)
        self.module = types.SimpleNamespace(prototypes=types.SimpleNamespace(weight=prototypes))

    def forward(self, _):
        return self.answers


def dino(originals):
    script = ("facebookresearch/dino", "main_dino.py")
    case = Case(
        "dino",
        cite(*script, "DINOLoss"),
        6,
        studentTemperature=0.1,
        teacherTemperature=0.04,
        centreMomentum=0.9,
        globalCrops=2,
        localCrops=2,
    )
    student = case.normal("student", 4 * N, D, scale=0.3).requires_grad_()
    teacher = case.normal("teacher", 2 * N, D, scale=0.3)
    centre = case.normal("centre", 1, D, scale=0.1)
    given = {"torch": torch, "nn": torch.nn, "np": numpy, "F": F, "dist": torch.distributed}
    loss_of = originals.definition(*script, "DINOLoss", **given)(D, 4, 0.04, 0.04, 0, 1).double()
    loss_of.center = centre.clone()
    with one_process():
        loss = loss_of(student, teacher, 0)
    loss.backward()

    views = student.detach().numpy().reshape(4, N, D)
    sharp = numpy.exp(log_softmax((teacher.numpy() - centre.numpy()) / 0.04)).reshape(2, N, D)
    terms = [-(sharp[t] * log_softmax(views[s] / 0.1)).sum(1).mean() for t in (0, 1) for s in range(4) if s != t]
    case.checked("loss", loss, sum(terms) / 6)
    case.checked("centreAfter", loss_of.center, 0.9 * centre.numpy() + 0.1 * teacher.numpy().mean(0))
    case.expect(gradient=student.grad)
    lightly = DINOLoss(D, warmup_teacher_temp_epochs=0).double()
    lightly.center = centre.clone().reshape(1, 1, D)
    again = lightly(list(teacher.split(N)), list(student.detach().split(N)))
    agree("dino with lightly", again.item(), loss, 1e-8)
    agree("dino centre with lightly", lightly.center.reshape(1, D), loss_of.center, 1e-9)
    return case
