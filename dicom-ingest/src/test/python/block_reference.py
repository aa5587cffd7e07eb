#!/usr/bin/env python3
"""Makes src/test/resources/volume/blocks.json: a noisy volume on finer and on coarser grids, by other programs.

    venv/bin/python block_reference.py > ../resources/volume/blocks.json        (needs numpy, SimpleITK, pillow)

Finer: SimpleITK's linear interpolation, on a grid that also reaches beyond the volume (-1 there). Coarser: Pillow's
BILINEAR resize, which averages under a triangle, along one axis after the other, over exactly the volume's extent.
"""

import json
import sys

import numpy as np
import SimpleITK
from PIL import Image

SLICES, ROWS, COLUMNS = 6, 10, 8
SPACING = (2.0, 1.0, 1.5)  # slices, rows, columns


def volume():
    k, j, i = np.mgrid[0:SLICES, 0:ROWS, 0:COLUMNS]
    return ((k * 73 + j * 179 + i * 283 + k * j * i * 37) % 1009).astype(np.float32)


def finer(shape, spacing):
    image = SimpleITK.GetImageFromArray(volume())
    image.SetSpacing(SPACING[::-1])
    grid = SimpleITK.Image(shape[::-1], SimpleITK.sitkFloat32)
    grid.SetSpacing([spacing] * 3)
    middle = np.array(SPACING[::-1]) * (np.array([COLUMNS, ROWS, SLICES]) - 1) / 2
    grid.SetOrigin((middle - spacing * (np.array(shape[::-1]) - 1) / 2).tolist())
    return SimpleITK.GetArrayFromImage(
        SimpleITK.Resample(image, grid, SimpleITK.Transform(), SimpleITK.sitkLinear, -1.0, SimpleITK.sitkFloat32)
    )


def along(values, axis, count):
    moved = np.moveaxis(values, axis, -1)
    lines = Image.fromarray(np.ascontiguousarray(moved.reshape(-1, moved.shape[-1]).astype(np.float32)))
    resized = np.asarray(lines.resize((count, lines.height), Image.Resampling.BILINEAR))
    return np.moveaxis(resized.reshape(*moved.shape[:-1], count), -1, axis)


def coarser(shape):
    values = volume()
    for axis, count in enumerate(shape):
        values = along(values, axis, count)
    return values


def main():
    rounded = lambda values: [round(float(v), 3) for v in values.ravel()]
    json.dump({"finer": rounded(finer((15, 13, 16), 0.9)), "coarser": rounded(coarser((3, 4, 3)))}, sys.stdout)
    print()


if __name__ == "__main__":
    main()
