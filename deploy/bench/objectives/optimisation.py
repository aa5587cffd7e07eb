"""What goes with an objective: LARS, schedules, drop path, layer decay, positions for another grid."""

import math
import types

import numpy
import PIL.Image
import timm.layers
import torch
from lightly.utils.lars import LARS
from timm.models.vision_transformer import VisionTransformer
from timm.optim import param_groups_layer_decay

from case import Case, agree
from originals import cite, package, solo_learn

STEPS = 5
DEPTH = 12
USUAL = {"trust": 0.001, "weightDecay": 1e-4, "firstRate": 2}
# with the usual settings the decay hardly shows
STRONG = {"trust": 0.02, "weightDecay": 0.1, "firstRate": 1}


def cases(originals):
    yield lars("lars", **USUAL)
    yield lars("lars-strong", **STRONG)
    yield lars_moco_v3(originals)
    yield schedules(originals)
    yield drop_path()
    yield layer_decay(originals)
    yield resized_positions("resize-positions", 12, 4, 6)
    yield resized_positions("resize-positions-down", 13, 6, 4)


def lars(name, **settings):
    source = package("solo-learn", "solo/utils/lars.py, LARSWrapper around torch's SGD, exclude_bias_n_norm")
    case = _lars_case(name, source, **settings, epsilon=1e-8)
    trust, decay = case.settings["trust"], case.settings["weightDecay"]
    module = solo_learn("solo/utils/lars.py")

    def wrapped(weights, bias):
        sgd = torch.optim.SGD([weights, bias], lr=1, momentum=0.9, weight_decay=decay)
        return module.LARSWrapper(sgd, eta=trust, exclude_bias_n_norm=True)

    after = _stepped(case, wrapped)

    def lightly(weights, bias):
        groups = [{"params": [weights], "weight_decay": decay}, {"params": [bias], "weight_decay": 0}]
        return LARS(groups, lr=1, momentum=0.9, trust_coefficient=trust)

    for ours, theirs in zip(after, _stepped(case, lightly)):
        agree(f"{name} with lightly", ours, theirs, 1e-9)

    def adapted(gradient, weights):
        norm = numpy.linalg.norm(weights)
        scale = trust * norm / (numpy.linalg.norm(gradient) + decay * norm + 1e-8)
        return scale * (gradient + decay * weights)

    _expect_steps(case, after, adapted)
    return case


def lars_moco_v3(originals):
    script = ("facebookresearch/moco-v3", "moco/optimizer.py", "LARS")
    case = _lars_case("lars-moco-v3", cite(*script), **STRONG)
    trust, decay = case.settings["trust"], case.settings["weightDecay"]
    optimizer = originals.definition(*script, torch=torch)
    given = {"lr": 1, "weight_decay": decay, "trust_coefficient": trust}
    after = _stepped(case, lambda weights, bias: optimizer([weights, bias], **given))

    def adapted(gradient, weights):
        update = gradient + decay * weights
        return trust * numpy.linalg.norm(weights) / numpy.linalg.norm(update) * update

    _expect_steps(case, after, adapted)
    return case


def _lars_case(name, source, trust, weightDecay, firstRate, **more):
    # the rate changes at every step, for it matters whether momentum holds rates or only gradients
    rates = {f"rate{step + 1}": round(firstRate * (1 + step / 2), 2) for step in range(STEPS)}
    settings = {"momentum": 0.9, "weightDecay": weightDecay, "trust": trust, **more, **rates}
    case = Case(name, source, 14, **settings)
    case.normal("weights", 4, 6)
    case.normal("bias", 4)
    case.normal("weightGradients", STEPS, 4, 6, scale=0.5)
    case.normal("biasGradients", STEPS, 4, scale=0.5)
    return case


def _stepped(case, optimizer_of):
    weights, bias = (torch.nn.Parameter(torch.as_tensor(case.tensors[name].copy())) for name in ("weights", "bias"))
    optimizer = optimizer_of(weights, bias)
    after = ([], [])
    for step in range(STEPS):
        for group in optimizer.param_groups:
            group["lr"] = case.settings[f"rate{step + 1}"]
        weights.grad = torch.as_tensor(case.tensors["weightGradients"][step].copy())
        bias.grad = torch.as_tensor(case.tensors["biasGradients"][step].copy())
        optimizer.step()
        after[0].append(weights.detach().clone())
        after[1].append(bias.detach().clone())
    return torch.stack(after[0]), torch.stack(after[1])


def _expect_steps(case, after, adapted):
    weights, bias = case.tensors["weights"].copy(), case.tensors["bias"].copy()
    momenta = [0, 0]
    second = ([], [])
    for step in range(STEPS):
        rate = case.settings[f"rate{step + 1}"]
        momenta[0] = 0.9 * momenta[0] + adapted(case.tensors["weightGradients"][step], weights)
        momenta[1] = 0.9 * momenta[1] + case.tensors["biasGradients"][step]
        weights, bias = weights - rate * momenta[0], bias - rate * momenta[1]
        second[0].append(weights)
        second[1].append(bias)
    case.checked("weightsAfter", after[0], numpy.stack(second[0]))
    case.checked("biasAfter", after[1], numpy.stack(second[1]))


def schedules(originals):
    script = ("facebookresearch/dino", "utils.py", "cosine_scheduler")
    rise = {"rateWarmup": 10, "rate": 5e-4, "rateEnd": 1e-6}
    ends = {"momentum": 0.996, "momentumEnd": 1, "weightDecay": 0.04, "weightDecayEnd": 0.4}
    source = cite(*script) + "; rateByMae: " + cite("facebookresearch/mae", "util/lr_sched.py", "adjust_learning_rate")
    case = Case("schedules", source, 15, total=100, **rise, **ends)
    scheduler = originals.definition(*script, np=numpy)
    steps = case.given("steps", [0, 1, 5, 9, 10, 11, 50, 55, 98, 99]).numpy().astype(int)

    def by_hand(start, end, warmup):
        cosine = [end + (start - end) * numpy.cos(numpy.pi * (s - warmup) / (100 - warmup) / 2) ** 2 for s in steps]
        return [start * s / (warmup - 1) if s < warmup else c for s, c in zip(steps, cosine)]

    case.checked("rate", scheduler(5e-4, 1e-6, 10, 10, 1)[steps], by_hand(5e-4, 1e-6, 10))
    case.expect(rateByMae=_by_mae(originals, steps))
    case.checked("momentum", scheduler(0.996, 1, 10, 10)[steps], by_hand(0.996, 1, 0))
    case.checked("weightDecay", scheduler(0.04, 0.4, 10, 10)[steps], by_hand(0.04, 0.4, 0))
    return case


def _by_mae(originals, steps):
    """MAE reaches the full rate one step later than DINO, and counts the cosine from there as DINO does."""
    script = ("facebookresearch/mae", "util/lr_sched.py", "adjust_learning_rate")
    adjust = originals.definition(*script, math=math)
    args = types.SimpleNamespace(lr=5e-4, min_lr=1e-6, warmup_epochs=10, epochs=100)
    optimizer = types.SimpleNamespace(param_groups=[])
    return [adjust(optimizer, float(step), args) for step in steps]


def drop_path():
    case = Case("drop-path", package("timm", "VisionTransformer, drop_path_rate"), 16, rate=0.1, depth=DEPTH)
    network = _tiny(drop_path_rate=0.1)
    rates = [getattr(block.drop_path1, "drop_prob", 0.0) for block in network.blocks]
    agree("drop path of the second branch", rates, [getattr(b.drop_path2, "drop_prob", 0.0) for b in network.blocks], 0)
    case.checked("rates", rates, [0.1 * i / (DEPTH - 1) for i in range(DEPTH)], 1e-8)
    rows = case.normal("rows", 4, 3)
    kept = case.given("kept", [1, 0, 1, 1])
    # what is kept is divided by the chance to be kept, image by image
    torch.manual_seed(0)
    dropped = timm.layers.drop_path(torch.ones(4000, 3), 0.1, training=True)
    agree("drop path's values", dropped.unique(), [0, 1 / 0.9], 1e-6)
    agree("drop path falls on whole images", dropped.min(1).values, dropped.max(1).values, 0)
    case.expect(keptRows=rows * kept[:, None] / 0.9)
    return case


def layer_decay(originals):
    script = ("facebookresearch/mae", "util/lr_decay.py")
    case = Case("layer-decay", cite(*script, "param_groups_lrd"), 17, decay=0.65, depth=DEPTH)
    network = _tiny(num_classes=2)
    given = {"get_layer_id_for_vit": originals.definition(*script, "get_layer_id_for_vit")}
    groups = originals.definition(*script, "param_groups_lrd", **given)(network, layer_decay=0.65)
    scale_of = {id(weights): group["lr_scale"] for group in groups for weights in group["params"]}
    scales = {name: scale_of[id(weights)] for name, weights in network.named_parameters()}
    case.checked("embedding", scales["patch_embed.proj.weight"], 0.65 ** (DEPTH + 1))
    agree("class token and positions", [scales["cls_token"], scales["pos_embed"]], 0.65 ** (DEPTH + 1), 1e-12)
    blocks = [scales[f"blocks.{i}.attn.qkv.weight"] for i in range(DEPTH)]
    case.checked("blocks", blocks, [0.65 ** (DEPTH - i) for i in range(DEPTH)])
    case.checked("norm", scales["norm.weight"], 1)
    case.checked("head", scales["head.weight"], 1)
    theirs = {}
    for group in param_groups_layer_decay(network, layer_decay=0.65):
        theirs.update({id(weights): group["lr_scale"] for weights in group["params"]})
    agree("blocks with timm", [theirs[id(b.attn.qkv.weight)] for b in network.blocks], blocks, 1e-12)
    case.expect(normByTimm=theirs[id(network.norm.weight)])
    return case


def _tiny(**settings):
    sizes = {"img_size": 8, "patch_size": 4, "embed_dim": 8, "num_heads": 2, "depth": DEPTH, "num_classes": 0}
    return VisionTransformer(**{**sizes, **settings})


def resized_positions(name, seed, old, new):
    source = package("timm", "layers.resample_abs_pos_embed, bicubic, antialias")
    case = Case(name, source, seed, prefix=1, old=old, new=new)
    positions = case.normal("positions", 1, 1 + old * old, 8)
    resized = timm.layers.resample_abs_pos_embed(positions, [new, new], [old, old], num_prefix_tokens=1).double()
    grids = positions[0, 1:].T.reshape(8, old, old).numpy().astype(numpy.float32)
    planes = [numpy.asarray(PIL.Image.fromarray(grid).resize((new, new), PIL.Image.BICUBIC)) for grid in grids]
    second = numpy.concatenate([positions[0, :1].numpy(), numpy.stack(planes).reshape(8, -1).T])
    case.checked("positions", resized, second[None], 1e-6)
    return case
