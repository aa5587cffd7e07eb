"""PyTorch's half of the training comparison: the same networks, batch, threads and precision as StepBenchmark.java.

Arguments: network (mae, simclr, mae-vits, simclr-r50), mode (train, loop, features, finetune), precision (fp32, bf16),
batch, threads. For each line "run K" on the standard input it takes K steps and prints "seconds <s> loss <l> resident
<bytes> waiting <s>". In mode loop, lightly's transforms and its data loader's workers make the views.
"""

import resource
import sys
import time

import numpy as np
import timm
import torch
import torch.nn.functional as F
import torchvision
from lightly.transforms import MAETransform, SimCLRTransform
from PIL import Image
from torch import nn

IMAGES = 1024
LARGE = sys.argv[1] in ("mae-vits", "simclr-r50")
SIZE, PATCH = (224, 16) if LARGE else (96, 8)
WIDTH = 384 if LARGE else 192


def sine_cosine(side, width):
    quarter = width // 4
    frequency = 10000.0 ** (-np.arange(quarter) / quarter)
    grid = np.arange(side * side)
    x, y = np.outer(grid % side, frequency), np.outer(grid // side, frequency)
    table = np.concatenate([np.sin(x), np.cos(x), np.sin(y), np.cos(y)], axis=1)
    return torch.tensor(np.vstack([np.zeros((1, width)), table])[None], dtype=torch.float32)


def standardised(images):
    return (images - 0.5) / 0.25


class Vit(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = timm.create_model(
            "vit_small_patch16_224" if LARGE else "vit_tiny_patch16_224", img_size=SIZE, patch_size=PATCH, in_chans=1, num_classes=0)
        self.net.pos_embed = nn.Parameter(sine_cosine(SIZE // PATCH, WIDTH), requires_grad=False)
        self.width = WIDTH

    def encode(self, patches):
        first = (self.net.cls_token + self.net.pos_embed[:, :1]).expand(patches.shape[0], -1, -1)
        return self.net.norm(self.net.blocks(torch.cat([first.to(patches.dtype), patches], 1)))

    def embed(self, images):
        return self.net.patch_embed(standardised(images)) + self.net.pos_embed[:, 1:]

    def forward(self, images):
        return self.encode(self.embed(images))[:, 1:].mean(1)


class Mae(nn.Module):
    views = 1

    def __init__(self):
        super().__init__()
        self.encoder = Vit()
        self.to_decoder = nn.Linear(WIDTH, 128)
        self.mask_token = nn.Parameter(torch.randn(1, 1, 128) * 0.02)
        self.register_buffer("positions", sine_cosine(SIZE // PATCH, 128))
        block = timm.models.vision_transformer.Block
        self.blocks = nn.Sequential(*[block(128, 4, qkv_bias=True) for _ in range(2)])
        self.norm = nn.LayerNorm(128, eps=1e-6)
        self.predict = nn.Linear(128, PATCH * PATCH)

    def predictions(self, images):
        n, patches = images.shape[0], (SIZE // PATCH) ** 2
        kept = int(patches * 0.25)
        order = torch.rand(n, patches).argsort(1)
        restore = order.argsort(1)
        x = self.encoder.embed(images).gather(1, order[:, :kept, None].expand(-1, -1, WIDTH))
        x = self.to_decoder(self.encoder.encode(x))
        hidden = self.mask_token.to(x.dtype).expand(n, patches - kept, -1)
        y = torch.cat([x[:, 1:], hidden], 1).gather(1, restore[:, :, None].expand(-1, -1, 128))
        y = torch.cat([x[:, :1], y], 1) + self.positions
        return self.predict(self.norm(self.blocks(y)))[:, 1:], (restore >= kept).float()

    def loss(self, images, autocast):
        with autocast():
            painted, hidden = self.predictions(images)
        n, side = images.shape[0], SIZE // PATCH
        pixels = images.reshape(n, side, PATCH, side, PATCH).permute(0, 1, 3, 2, 4).reshape(n, side * side, -1)
        target = (pixels - pixels.mean(-1, keepdim=True)) / (pixels.var(-1, keepdim=True) + 1e-6).sqrt()
        error = (painted.float() - target).square().mean(-1)
        return (error * hidden).sum() / hidden.sum()


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.net = (torchvision.models.resnet50 if LARGE else torchvision.models.resnet18)(num_classes=1)
        self.net.conv1 = nn.Conv2d(1, 64, 7, 2, 3, bias=False)
        self.net.fc = nn.Identity()
        self.net = self.net.to(memory_format=torch.channels_last)
        self.width = 2048 if LARGE else 512

    def forward(self, images):
        return self.net(standardised(images).contiguous(memory_format=torch.channels_last))


class SimClr(nn.Module):
    views = 2

    def __init__(self):
        super().__init__()
        self.encoder = ResNet()
        self.head = nn.Sequential(
            nn.Linear(self.encoder.width, self.encoder.width, bias=False), nn.BatchNorm1d(self.encoder.width), nn.ReLU(),
            nn.Linear(self.encoder.width, 128, bias=False), nn.BatchNorm1d(128))

    def loss(self, images, autocast):
        with autocast():
            z = self.head(self.encoder(images))
        z = F.normalize(z.float(), dim=1)
        logits = (z @ z.t() / 0.2).fill_diagonal_(-torch.inf)
        n = z.shape[0]
        return F.cross_entropy(logits, (torch.arange(n) + n // 2) % n)


class Pictures(torch.utils.data.Dataset):
    """Grey images as lightly's users hold them, with its transforms but for what a radiograph does not bear."""

    def __init__(self, pixels, views):
        self.images = [Image.fromarray((image[0] >> 8).astype(np.uint8)) for image in pixels]
        self.transform = (
            MAETransform(input_size=SIZE, min_scale=0.3, normalize=None) if views == 1 else
            SimCLRTransform(
                input_size=SIZE, cj_prob=1.0, cj_bright=0.5, cj_contrast=0.5, cj_sat=0, cj_hue=0, min_scale=0.3,
                random_gray_scale=0, gaussian_blur=0.5, sigmas=(0.1, 1), hf_prob=0, normalize=None))

    def __len__(self):
        return len(self.images)

    def __getitem__(self, index):
        return self.transform(self.images[index])


def forever(pixels, views, batch):
    loader = torch.utils.data.DataLoader(
        Pictures(pixels, views), batch_size=batch, shuffle=True, drop_last=True, num_workers=2,
        persistent_workers=True)
    while True:
        for drawn in loader:
            yield torch.cat(drawn)


def groups(module):
    trainable = [(k, p) for k, p in module.named_parameters() if p.requires_grad]
    decayed = [p for k, p in trainable if p.dim() > 1 and not k.endswith(("cls_token", "mask_token"))]
    plain = [p for k, p in trainable if not (p.dim() > 1 and not k.endswith(("cls_token", "mask_token")))]
    return [{"params": decayed, "weight_decay": 0.05}, {"params": plain, "weight_decay": 0.0}]


def main():
    objective, mode, precision, batch, threads = sys.argv[1:6]
    batch = int(batch)
    torch.set_num_threads(int(threads))
    torch.manual_seed(7)
    model = Mae() if objective.startswith("mae") else SimClr()
    if mode == "finetune":
        model = nn.Sequential(model.encoder, nn.Linear(model.encoder.width, 2))
    model.train(mode != "features")
    optimizer = torch.optim.AdamW(groups(model), lr=1e-4, betas=(0.9, 0.95), fused=True)

    def autocast():
        return torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16")

    walk = np.cumsum(np.random.default_rng(3).uniform(-0.05, 0.05, (IMAGES, SIZE * SIZE)), axis=1)
    pixels = (np.clip(walk + 0.5, 0, 1) * 65535).astype(np.uint16).reshape(IMAGES, 1, SIZE, SIZE)
    labels = torch.zeros(batch, dtype=torch.long)
    order = np.random.default_rng(4)
    at = IMAGES
    waited = 0
    loader = forever(pixels, model.views, batch) if mode == "loop" else None

    def ready_made():
        nonlocal at, permutation
        if at + batch > IMAGES:
            permutation, at = order.permutation(IMAGES), 0
        images = torch.from_numpy(pixels[permutation[at:at + batch]].astype(np.float32)).mul_(1 / 65535)
        at += batch
        return torch.cat([images, images]) if mode == "train" and model.views == 2 else images

    def step():
        nonlocal waited
        asked = time.perf_counter()
        images = next(loader) if loader else ready_made()
        waited += time.perf_counter() - asked
        if mode == "features":
            with torch.no_grad(), autocast():
                return model.encoder(images).sum().item()
        if mode == "finetune":
            with autocast():
                logits = model(images)
            loss = F.cross_entropy(logits.float(), labels)
        else:
            loss = model.loss(images, autocast)
        value = loss.item()
        loss.backward()
        torch.nn.utils.get_total_norm([p.grad for g in optimizer.param_groups for p in g["params"]]).item()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        return value

    permutation = None
    for line in sys.stdin:
        start = time.perf_counter()
        for _ in range(int(line.split()[1])):
            loss = step()
        seconds = time.perf_counter() - start
        with open("/proc/self/statm") as f:
            resident = int(f.read().split()[1]) * resource.getpagesize()
        print(f"seconds {seconds:.6f} loss {loss:.6f} resident {resident} waiting {waited:.6f}", flush=True)
        waited = 0


main()
