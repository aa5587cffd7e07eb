"""What a case is made of: fixed inputs, checked outputs, and where they come from."""

import numpy
import torch


class Case:
    """Inputs are drawn once, rounded to three decimals, and used in double precision."""

    def __init__(self, name, source, seed, **settings):
        self.name = name
        self.source = source
        self.settings = settings
        self.tensors = {}
        self.expected = {}
        self.random = numpy.random.default_rng(seed)

    def normal(self, name, *shape, scale=1.0):
        return self.given(name, numpy.round(self.random.normal(0, scale, shape), 3))

    def given(self, name, values):
        """Keeps an input and returns it as a double tensor."""
        tensor = torch.as_tensor(numpy.asarray(values, dtype=numpy.float64))
        self.tensors[name] = tensor.numpy().copy()
        return tensor

    def expect(self, **expected):
        for name, value in expected.items():
            value = value.detach().numpy() if isinstance(value, torch.Tensor) else numpy.asarray(value)
            self.expected[name] = value.astype(numpy.float64)

    def checked(self, name, value, second, tolerance=1e-9):
        """Keeps an output that a second, independent computation must confirm."""
        self.expect(**{name: value})
        agree(f"{self.name} {name}", self.expected[name], second, tolerance)

    def json(self):
        return {
            "source": self.source,
            "settings": self.settings,
            "tensors": {name: _tensor(values) for name, values in self.tensors.items()},
            "expected": {
                name: _number(values) if values.size == 1 and values.ndim <= 1 else _tensor(values)
                for name, values in self.expected.items()
            },
        }


def agree(what, first, second, tolerance):
    second = second.detach().numpy() if isinstance(second, torch.Tensor) else numpy.asarray(second)
    gap = numpy.abs(numpy.asarray(first) - second).max()
    if not gap <= tolerance:
        raise AssertionError(f"{what}: two computations differ by {gap}")


def _tensor(values):
    return {"shape": list(values.shape), "values": [_number(value) for value in values.ravel()]}


def _number(value):
    number = float(f"{float(numpy.asarray(value).item()):.9g}")
    return int(number) if number.is_integer() else number


def unit(rows):
    rows = numpy.asarray(rows, dtype=numpy.float64)
    return rows / numpy.linalg.norm(rows, axis=-1, keepdims=True)


def log_softmax(rows):
    top = rows.max(-1, keepdims=True)
    return rows - top - numpy.log(numpy.exp(rows - top).sum(-1, keepdims=True))


def smooth_l1(gap, beta):
    gap = numpy.abs(gap)
    return numpy.where(gap < beta, gap**2 / (2 * beta), gap - beta / 2)


def layer_norm(rows):
    return (rows - rows.mean(-1, keepdims=True)) / numpy.sqrt(rows.var(-1, keepdims=True) + 1e-5)
