"""Objectives that predict what was hidden: pixels (MAE, SimMIM) or features (I-JEPA, data2vec)."""

import math
import types

import numpy
import torch
import torch.nn.functional as F
from lightly.models.utils import patchify

from case import Case, agree, layer_norm, smooth_l1
from originals import cite

N = 2
SIDE = 16
PATCH = 4
PATCHES = (SIDE // PATCH) ** 2
D = 8


def cases(originals):
    yield mae(originals)
    yield simmim(originals)
    yield ijepa(originals)
    yield data2vec(originals)
    yield data2vec2(originals)


def mae(originals):
    script = ("facebookresearch/mae", "models_mae.py")
    source = cite(*script, "MaskedAutoencoderViT.forward_loss, norm_pix_loss") + "; patches of one channel by lightly"
    case = Case("mae", source, 7, patch=PATCH)
    images = _images(case)
    prediction = case.normal("prediction", N, PATCHES, PATCH * PATCH).requires_grad_()
    mask = _mask(case, (N, PATCHES))
    given = {"torch": torch}
    model = types.SimpleNamespace(
        norm_pix_loss=True,
        patchify=lambda pixels: patchify(pixels, PATCH),
        patch_embed=types.SimpleNamespace(patch_size=(PATCH, PATCH)),
    )
    colours = torch.rand(1, 3, SIDE, SIDE)
    original = originals.definition(*script, "MaskedAutoencoderViT.patchify", **given)
    agree("mae patches with lightly", original(model, colours), patchify(colours, PATCH), 0)
    loss = originals.definition(*script, "MaskedAutoencoderViT.forward_loss", **given)(model, images, prediction, mask)
    loss.backward()

    target = _patches(images.numpy())
    target = (target - target.mean(-1, keepdims=True)) / numpy.sqrt(target.var(-1, keepdims=True, ddof=1) + 1e-6)
    hidden = mask.numpy().astype(bool)
    case.checked("loss", loss, ((prediction.detach().numpy() - target) ** 2)[hidden].mean())
    case.expect(gradient=prediction.grad)
    return case


def simmim(originals):
    script = ("microsoft/SimMIM", "models/simmim.py")
    case = Case("simmim", cite(*script, "SimMIM.forward"), 8, patch=PATCH, epsilon=1e-5)
    images = _images(case)
    prediction = case.normal("prediction", N, PATCHES, PATCH * PATCH, scale=0.5).requires_grad_()
    mask = _mask(case, (N, PATCHES))
    model = types.SimpleNamespace(
        # the decoder: channels of the 1×1 convolution, one column per patch, to pixels
        encoder=lambda *_: prediction.transpose(1, 2).reshape(N, PATCH * PATCH, SIDE // PATCH, SIDE // PATCH),
        decoder=torch.nn.PixelShuffle(PATCH),
        in_chans=1,
        patch_size=PATCH,
    )
    forward = originals.definition(*script, "SimMIM.forward", F=F)
    loss = forward(model, images, mask.reshape(N, SIDE // PATCH, SIDE // PATCH))
    loss.backward()
    gaps = numpy.abs(prediction.detach().numpy() - _patches(images.numpy())) * mask.numpy()[..., None]
    case.checked("loss", loss, gaps.sum() / (mask.sum().item() * PATCH**2 + 1e-5))
    case.expect(gradient=prediction.grad)
    return case


def ijepa(originals):
    script = ("facebookresearch/ijepa", "src/train.py")
    case = Case("ijepa", cite(*script, "forward_target and loss_fn"), 9, targets=2)
    tokens = case.normal("teacherTokens", N, PATCHES, D, scale=2.0)
    blocks = numpy.stack([[case.random.permutation(PATCHES)[:5] for _ in range(N)] for _ in range(2)])
    indices = case.given("targetIndices", numpy.sort(blocks, axis=-1)).long()
    predictions = case.normal("predictions", 2 * N, 5, D).requires_grad_()
    given = {"torch": torch, "F": F, "dist": torch.distributed}
    given["apply_masks"] = originals.definition("facebookresearch/ijepa", "src/masks/utils.py", "apply_masks", **given)
    tensors = ("facebookresearch/ijepa", "src/utils/tensors.py", "repeat_interleave_batch")
    given["repeat_interleave_batch"] = originals.definition(*tensors, **given)
    reduction = ("facebookresearch/ijepa", "src/utils/distributed.py", "AllReduce")
    given["AllReduce"] = originals.definition(*reduction, **given)
    closure = {"imgs": None, "target_encoder": lambda _: tokens, "masks_pred": list(indices), "masks_enc": [None]}
    targets = originals.definition(*script, "train_step.forward_target", **given, **closure)()
    loss = originals.definition(*script, "train_step.loss_fn", **given)(predictions, targets)
    loss.backward()

    normed = layer_norm(tokens.numpy())
    second = numpy.concatenate([numpy.stack([normed[n, row] for n, row in enumerate(block)]) for block in indices])
    case.checked("targets", targets, second)
    case.checked("loss", loss, smooth_l1(predictions.detach().numpy() - second, 1).mean())
    case.expect(gradient=predictions.grad)
    return case


def data2vec(originals):
    """The first version for images: base_imagenet_d2v1.yaml normalises the mean of the blocks, not each block."""
    script = ("facebookresearch/fairseq", "examples/data2vec/models/data2vec_vision.py")
    source = cite(*script, "Data2VecVisionModel.forward, settings of base_imagenet_d2v1.yaml")
    case = Case("data2vec", source + "; per masked token as model_criterion divides", 10, topBlocks=3, beta=2.0)
    blocks = case.normal("blocks", 5, N, PATCHES, D, scale=1.5)
    predictions = case.normal("predictions", N, PATCHES, D, scale=1.5).requires_grad_()
    mask = _mask(case, (N, PATCHES))
    settings = _settings(ema_transformer_only=True, end_of_block_targets=True, layer_norm_targets=True)
    unused = ("num_mask_patches", "min_mask_patches_per_block", "max_mask_patches_per_block")
    settings.__dict__.update(average_top_k_layers=3, **dict.fromkeys(unused))
    # neither the teacher's blocks nor the student's answer carry a class token: the original's encoder strips it
    model = types.SimpleNamespace(
        cfg=settings,
        average_top_k_layers=3,
        loss_beta=2.0,
        loss_scale=1 / math.sqrt(D),
        patch_embed=lambda _: torch.zeros(N, PATCHES, D),
        make_mask=lambda *_: mask,
        cls_emb=torch.zeros(1, 1, D),
        mask_emb=torch.zeros(1, 1, D),
        ema=types.SimpleNamespace(model=Teacher(list(blocks)), get_decay=lambda: 1.0),
        encoder=lambda *_, **__: predictions,
        compute_var=lambda _: None,
    )
    with _kept_double():
        result = originals.definition(*script, "Data2VecVisionModel.forward", torch=torch, F=F)(model, torch.zeros(N))
    loss = result["losses"]["regression"] / result["sample_size"]
    loss.backward()
    targets = layer_norm(blocks.numpy()[-3:].mean(0))
    gaps = smooth_l1(predictions.detach().numpy() - targets, 2.0).sum(-1)[mask.numpy().astype(bool)]
    case.checked("loss", loss, gaps.mean() / math.sqrt(D))
    made = _made_targets(originals, settings, blocks, 3)
    case.checked("targets", made, targets)
    case.expect(gradient=predictions.grad)
    return case


def data2vec2(originals):
    """The second version: base_images_only_task.yaml also normalises each block's channels over the tokens first."""
    script = ("facebookresearch/fairseq", "examples/data2vec/models/data2vec2.py")
    source = cite(*script, "make_targets, d2v_loss, settings of base_images_only_task.yaml")
    case = Case("data2vec2", source + "; per masked token as model_criterion divides", 11, topBlocks=3, beta=0)
    blocks = case.normal("blocks", 5, N, PATCHES, D, scale=1.5)
    predictions = case.normal("predictions", N, PATCHES, D, scale=1.5).requires_grad_()
    mask = _mask(case, (N, PATCHES))
    settings = _settings(instance_norm_target_layer=True, layer_norm_targets=True)
    targets = _made_targets(originals, settings, blocks, 3)
    hidden = mask.bool()
    with _kept_double():
        regression = originals.definition(*script, "d2v_loss", torch=torch, F=F, math=math)
        model = types.SimpleNamespace(loss_beta=0, loss_scale=None)
        loss = regression(model, predictions[hidden], targets[hidden]).sum() / hidden.sum()
    loss.backward()
    chosen = blocks.numpy()[-3:]
    over_tokens = (chosen - chosen.mean(2, keepdims=True)) / numpy.sqrt(chosen.var(2, keepdims=True) + 1e-5)
    second = layer_norm(over_tokens.mean(0))
    case.checked("targets", targets, second)
    gaps = ((predictions.detach().numpy() - second) ** 2).sum(-1)[hidden.numpy()]
    case.checked("loss", loss, gaps.mean() / math.sqrt(D))
    case.expect(gradient=predictions.grad)
    return case


def _made_targets(originals, settings, blocks, count):
    script = ("facebookresearch/fairseq", "examples/data2vec/models/data2vec2.py")
    make = originals.definition(*script, "make_targets", torch=torch, F=F)
    with _kept_double():
        return make(types.SimpleNamespace(cfg=settings), list(blocks.clone()), count)


class Teacher(torch.nn.Module):
    """Stands for a teacher whose blocks' outputs are given."""

    def __init__(self, blocks):
        super().__init__()
        self.answers = blocks

    def forward(self, *_, **__):
        return self.answers


class _kept_double:
    """The code calls float() where it fears half precision; here it must not lose digits."""

    def __enter__(self):
        self.kept = torch.Tensor.float
        torch.Tensor.float = lambda tensor: tensor.double()

    def __exit__(self, *_):
        torch.Tensor.float = self.kept


def _settings(**chosen):
    names = ["instance_norm_target_layer", "batch_norm_target_layer", "layer_norm_target_layer"]
    names += ["layer_norm_targets", "instance_norm_targets"]
    return types.SimpleNamespace(**{**dict.fromkeys(names, False), **chosen})


def _images(case):
    return case.given("images", numpy.round(case.random.uniform(0, 1, (N, 1, SIDE, SIDE)), 3))


def _mask(case, shape):
    """1 where hidden; images hide different numbers of patches, so that the kind of mean shows."""
    mask = numpy.zeros(shape)
    for row, count in zip(mask, (12, 9)):
        row[case.random.permutation(len(row))[:count]] = 1
    return case.given("mask", mask)


def _patches(images):
    """Row by row from the top left, in plain slices."""
    cut = range(0, SIDE, PATCH)
    rows = [[image[0, y : y + PATCH, x : x + PATCH].ravel() for y in cut for x in cut] for image in images]
    return numpy.asarray(rows)
