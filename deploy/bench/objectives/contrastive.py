"""Objectives with negatives: NT-Xent and MoCo."""

import types

import numpy
import torch
from lightly.loss import NTXentLoss

from case import Case, agree, log_softmax, unit
from originals import cite, one_process, package

N = 6
D = 8


def cases(originals):
    yield nt_xent(0.1)
    yield nt_xent(0.5)
    yield moco_v2(originals)
    yield moco_v3(originals)


def nt_xent(temperature):
    case = Case(f"nt-xent-{temperature}", package("lightly", "NTXentLoss"), 1, temperature=temperature)
    z0 = case.normal("z0", N, D).requires_grad_()
    z1 = case.normal("z1", N, D).requires_grad_()
    loss = NTXentLoss(temperature)(z0, z1)
    loss.backward()
    rows = unit(numpy.concatenate([z0.detach(), z1.detach()]))
    logits = rows @ rows.T / temperature
    numpy.fill_diagonal(logits, -numpy.inf)
    second = -log_softmax(logits)[numpy.arange(2 * N), numpy.roll(numpy.arange(2 * N), N)].mean()
    case.checked("loss", loss, second)
    case.expect(gradient=z0.grad, gradientOfSecond=z1.grad)
    return case


def moco_v2(originals):
    name = "MoCo.forward, MoCo._dequeue_and_enqueue"
    size = 3 * N
    case = Case(
        "moco-v2",
        cite("facebookresearch/moco", "moco/builder.py", name) + "; cross entropy of its logits as in main_moco.py",
        2,
        temperature=0.2,
        pointer=2 * N,
    )
    queries = case.normal("queries", N, D).requires_grad_()
    keys = case.normal("keys", N, D)
    later = case.normal("laterKeys", N, D)
    queue = case.given("queue", unit(case.random.normal(size=(size, D))))

    given = {"torch": torch, "nn": torch.nn}
    builder = ("facebookresearch/moco", "moco/builder.py")
    given["concat_all_gather"] = originals.definition(*builder, "concat_all_gather", **given)
    enqueue = originals.definition(*builder, "MoCo._dequeue_and_enqueue", **given)
    model = types.SimpleNamespace(
        T=0.2,
        K=size,
        queue=queue.T.clone(),
        queue_ptr=torch.tensor([2 * N]),
        encoder_q=lambda rows: rows,
        encoder_k=lambda rows: rows,
        _momentum_update_key_encoder=lambda: None,
        _batch_shuffle_ddp=lambda rows: (rows, None),
        _batch_unshuffle_ddp=lambda rows, _: rows,
    )
    model._dequeue_and_enqueue = lambda rows: enqueue(model, rows)
    forward = originals.definition(*builder, "MoCo.forward", **given)
    with one_process():
        logits, labels = forward(model, queries, keys)
        after, pointer = model.queue.T.clone(), int(model.queue_ptr)
        forward(model, queries.detach(), later)
    loss = torch.nn.functional.cross_entropy(logits, labels)
    loss.backward()

    q, k = unit(queries.detach()), unit(keys)
    similarity = numpy.concatenate([(q * k).sum(1, keepdims=True), q @ queue.numpy().T], axis=1) / 0.2
    case.checked("loss", loss, -log_softmax(similarity)[:, 0].mean())
    expected = queue.numpy().copy()
    expected[2 * N :] = k
    case.checked("queueAfter", after, expected)
    expected[:N] = unit(later)
    case.checked("queueAfterLater", model.queue.T, expected)
    case.expect(gradient=queries.grad, pointerAfter=pointer, pointerAfterLater=int(model.queue_ptr))

    peer = NTXentLoss(0.2, memory_bank_size=(size, D))
    peer.memory_bank.bank = queue.clone()
    peer.memory_bank.bank_ptr[0] = 2 * N
    agree("moco-v2 with lightly", peer(queries, keys).item(), loss, 1e-9)
    agree("moco-v2 queue with lightly", peer.memory_bank.bank, after, 1e-9)
    return case


def moco_v3(originals):
    builder = ("facebookresearch/moco-v3", "moco/builder.py")
    case = Case("moco-v3", cite(*builder, "MoCo.contrastive_loss, both directions as in forward"), 3, temperature=0.2)
    q1 = case.normal("q1", N, D).requires_grad_()
    q2 = case.normal("q2", N, D).requires_grad_()
    k1 = case.normal("k1", N, D)
    k2 = case.normal("k2", N, D)
    given = {"torch": torch, "nn": torch.nn}
    given["concat_all_gather"] = originals.definition(*builder, "concat_all_gather", **given)
    contrast = originals.definition(*builder, "MoCo.contrastive_loss", **given)
    model = types.SimpleNamespace(T=0.2)
    with one_process():
        loss = contrast(model, q1, k2) + contrast(model, q2, k1)
    loss.backward()

    def one_way(queries, keys):
        logits = unit(queries.detach()) @ unit(keys).T / 0.2
        return -numpy.diagonal(log_softmax(logits)).mean()

    case.checked("loss", loss, 2 * 0.2 * (one_way(q1, k2) + one_way(q2, k1)))
    case.expect(gradient=q1.grad, gradientOfSecond=q2.grad)
    return case
