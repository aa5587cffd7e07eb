"""What judges an embedding without labels, or with few: RankMe, α-ReQ, alignment, uniformity, kNN."""

import math
import warnings

import numpy
import torch
from lightly.utils.benchmarking import knn_predict
from sklearn.decomposition import PCA
from sklearn.linear_model import LinearRegression
from sklearn.metrics import r2_score

from case import Case, agree, unit
from originals import cite, package


def cases(originals):
    yield rankme()
    yield alpha_req(originals)
    yield alignment_uniformity(originals)
    yield knn()


def _decaying(case, rows, columns):
    """Features whose spectrum falls, off the origin and turned away from the axes."""
    turn, _ = numpy.linalg.qr(case.random.normal(size=(columns, columns)))
    spread = case.random.normal(size=(rows, columns)) * numpy.arange(1, columns + 1) ** -0.7
    return case.given("features", numpy.round(spread @ turn + 0.2, 4))


def rankme():
    source = "numpy, from equation 1 of Garrido et al. 2023 (RankMe): features as they are, not centred"
    case = Case("rankme", source, 18, epsilon=1e-7)
    features = _decaying(case, 24, 12)
    values = numpy.linalg.svd(features.numpy(), compute_uv=False)
    shares = values / values.sum() + 1e-7
    other = torch.linalg.eigvalsh(features.T @ features).sqrt()
    other = other / other.sum() + 1e-7
    case.checked("rankMe", math.exp(-(shares * numpy.log(shares)).sum()), torch.exp(-(other * other.log()).sum()))
    case.expect(singularValues=values)
    return case


def alpha_req(originals):
    script = ("kumarkrishna/fastssl", "fastssl/utils/powerlaw.py")
    fits = "get_eigenspectrum; alpha by fit_powerlaw over all ranks, alphaWeighted by stringer_get_powerlaw"
    source = cite(*script, fits)
    case = Case("alpha-req", source, 19, threshold=1e-10)
    features = _decaying(case, 40, 16).numpy()
    given = {"np": numpy, "PCA": PCA, "LinearRegression": LinearRegression, "r2_score": r2_score}
    spectrum = originals.definition(*script, "get_eigenspectrum", **given)(features)
    alpha = originals.definition(*script, "fit_powerlaw", **given)(spectrum, 1, len(spectrum))[0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = originals.definition(*script, "stringer_get_powerlaw", **given)
        weighted = fit(spectrum, numpy.arange(len(spectrum)))[0]
    eigenvalues = numpy.linalg.eigvalsh(numpy.cov(features, rowvar=False))[::-1]
    assert (eigenvalues > 1e-10).all()
    ranks = numpy.arange(1, len(eigenvalues) + 1)
    case.checked("alpha", alpha, -numpy.polyfit(numpy.log(ranks), numpy.log(eigenvalues), 1)[0])
    by_rank = numpy.polyfit(numpy.log(ranks), numpy.log(eigenvalues), 1, w=ranks**-0.5)
    case.checked("alphaWeighted", weighted, -by_rank[0], 1e-6)
    case.expect(eigenvalues=eigenvalues)
    return case


def alignment_uniformity(originals):
    script = ("ssnl/align_uniform", "align_uniform/__init__.py")
    case = Case("alignment-uniformity", cite(*script, "align_loss, uniform_loss"), 20, alpha=2, t=2)
    first = torch.as_tensor(unit(case.normal("first", 6, 8)))
    second = torch.as_tensor(unit(case.normal("second", 6, 8)))
    align = originals.definition(*script, "align_loss", torch=torch)
    uniform = originals.definition(*script, "uniform_loss", torch=torch)

    def by_hand(rows):
        rows = rows.numpy()
        pairs = [numpy.exp(-2 * ((rows[i] - rows[j]) ** 2).sum()) for i in range(len(rows)) for j in range(i)]
        return math.log(numpy.mean(pairs))

    case.checked("alignment", align(first, second), ((first - second) ** 2).sum(1).mean())
    case.checked("uniformityOfFirst", uniform(first), by_hand(first))
    case.checked("uniformityOfSecond", uniform(second), by_hand(second))
    case.checked("uniformity", (uniform(first) + uniform(second)) / 2, (by_hand(first) + by_hand(second)) / 2)
    both = torch.cat([first, second])
    case.checked("uniformityOfBoth", uniform(both), by_hand(both))
    return case


def knn():
    source = "numpy, from Wu et al. 2018, section 3.4; labels agree with " + package("lightly", "knn_predict")
    case = Case("knn", source, 21, neighbours=5, temperature=0.07, classes=2)
    bank = unit(case.normal("bank", 20, 8))
    queries = unit(case.normal("queries", 7, 8))
    labels = case.given("labels", case.random.permutation([0, 1] * 10)).numpy().astype(int)
    similarity = queries @ bank.T
    scores = numpy.zeros((7, 2))
    for row, cosines in enumerate(similarity):
        for nearest in numpy.argsort(-cosines)[:5]:
            scores[row, labels[nearest]] += math.exp(cosines[nearest] / 0.07)
    tensors = [torch.as_tensor(part) for part in (queries, bank.T.copy(), labels)]
    order = knn_predict(*tensors, num_classes=2, knn_k=5, knn_t=0.07)[:, 0]
    agree("knn labels with lightly", scores.argmax(1), order, 0)
    assert set(scores.argmax(1)) == {0, 1}
    case.expect(scores=scores, shares=scores / scores.sum(1, keepdims=True), predicted=scores.argmax(1))
    return case
