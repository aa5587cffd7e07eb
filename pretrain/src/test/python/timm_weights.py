"""timm's side of TimmTest. Needs torch, timm and safetensors.

make FOLDER: for each case below, CASE.safetensors as its makers would publish it, and CASE.expected.safetensors with grey
    images in [0, 1] and what the network answers to them: tokens of a ViT, pooled features of a ResNet.
load FOLDER: loads each CASE.exported.safetensors strictly into the model that its metadata name, and compares its answer
    to the images of CASE.ours.safetensors with the answer kept there.
"""

import json
import sys
from pathlib import Path

import timm
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from timm.layers import resample_abs_pos_embed

IMAGENET = ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))
HALF = ((0.5,) * 3, (0.5,) * 3)


def seen(grey, normalisation):
    """The grey image on three channels, standardised as the network's makers did."""
    mean, std = (torch.tensor(v).view(1, 3, 1, 1) for v in normalisation)
    return (grey.expand(-1, 3, -1, -1) - mean) / std


def transformer(name, **arguments):
    model = timm.create_model(name, num_classes=arguments.pop("num_classes", 0), **arguments).eval()
    with torch.no_grad():
        for key, value in model.named_parameters():
            value += torch.randn_like(value) * (0.02 if value.dim() > 1 else 0.1)
    return model


def resnet(name, normalisation):
    model = timm.create_model(name).train()
    with torch.no_grad():
        for key, value in model.named_parameters():
            if value.dim() == 1:
                value += torch.randn_like(value) * 0.1
        for _ in range(8):  # running statistics of images, not zeros and ones
            model(seen(torch.rand(4, 1, 96, 96), normalisation))
    return model.eval()


def save(folder, case, state, model, image, normalisation, tokens):
    save_file({k: v.detach().clone().contiguous() for k, v in state.items()}, folder / f"{case}.safetensors")
    grey = torch.nn.functional.interpolate(torch.rand(2, 1, 12, 12), size=(image, image), mode="bicubic").clamp(0, 1)
    with torch.no_grad():
        answer = model.forward_features(seen(grey, normalisation)) if tokens else model.forward_head(
            model.forward_features(seen(grey, normalisation)), pre_logits=True)
    save_file({"images": grey.contiguous(), "answer": answer.contiguous()}, folder / f"{case}.expected.safetensors")


def make(folder):
    torch.manual_seed(1)
    model = transformer("vit_tiny_patch16_224", num_classes=1000)
    save(folder, "vit-tiny", model.state_dict(), model, 224, HALF, True)

    smaller = timm.create_model("vit_tiny_patch16_224", num_classes=1000, img_size=96).eval()
    state = dict(model.state_dict())
    state["pos_embed"] = resample_abs_pos_embed(state["pos_embed"], [6, 6])
    smaller.load_state_dict(state)
    save(folder, "vit-tiny-resized", model.state_dict(), smaller, 96, IMAGENET, True)

    model = transformer("vit_small_patch16_224")  # as DINO's training checkpoint
    state = {f"teacher.backbone.{k}": v for k, v in model.state_dict().items()}
    state["teacher.head.mlp.0.weight"] = torch.randn(8, 384)
    state |= {f"student.module.backbone.{k}": torch.randn_like(v) for k, v in model.state_dict().items()}
    save(folder, "dino-small", state, model, 224, IMAGENET, True)

    model = transformer("vit_small_patch14_dinov2", init_values=0.5)
    smaller = timm.create_model("vit_small_patch14_dinov2", num_classes=0, img_size=224).eval()
    state = dict(model.state_dict())
    state["pos_embed"] = resample_abs_pos_embed(state["pos_embed"], [16, 16])
    smaller.load_state_dict(state)
    save(folder, "dinov2-small", model.state_dict() | {"mask_token": torch.randn(1, 384)}, smaller, 224, IMAGENET, True)

    model = transformer("vit_tiny_patch16_224", img_size=96).half().float()  # as MAE's: names of the whole model
    state = {f"model.{k}": v.half() for k, v in model.state_dict().items()}
    for name, shape in {"mask_token": (1, 1, 64), "decoder_pos_embed": (1, 37, 64), "decoder_embed.weight": (64, 192),
                        "decoder_blocks.0.norm1.weight": (64,), "decoder_pred.bias": (256,)}.items():
        state[f"model.{name}"] = torch.randn(shape)
    save(folder, "mae-tiny", state, model, 96, IMAGENET, True)

    save(folder, "resnet18-half", (model := resnet("resnet18", HALF)).state_dict(), model, 224, HALF, False)
    save(folder, "resnet18", (model := resnet("resnet18", IMAGENET)).state_dict(), model, 224, IMAGENET, False)
    save(folder, "resnet50", (model := resnet("resnet50", IMAGENET)).state_dict(), model, 224, IMAGENET, False)


def load(folder):
    for file in sorted(folder.glob("*.exported.safetensors")):
        with safe_open(file, "pt") as opened:
            facts = opened.metadata()
        model = timm.create_model(facts["timm_model"], **json.loads(facts["timm_arguments"])).eval()
        model.load_state_dict(load_file(file), strict=True)
        ours = load_file(str(file).replace(".exported.", ".ours."))
        with torch.no_grad():
            answer = model((ours["images"] - float(facts["mean"])) / float(facts["std"]))
        print("answers", file.name.split(".")[0], (answer - ours["answer"]).abs().max().item(),
              ours["answer"].abs().max().item())


{"make": make, "load": load}[sys.argv[1]](Path(sys.argv[2]))
