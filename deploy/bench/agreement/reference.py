"""Writes the numbers that agreement is tested against: published tables, and what published code makes of them.

    python deploy/bench/agreement/reference.py

Needs numpy, scipy, scikit-learn, statsmodels, krippendorff, medpy and crowd-kit.
"""

import json
import pathlib

import krippendorff
import numpy
import pandas
from crowdkit.aggregation import DawidSkene
from medpy.metric import binary
from scipy.ndimage import binary_erosion, distance_transform_edt
from scipy.spatial.distance import directed_hausdorff
from sklearn.metrics import cohen_kappa_score, jaccard_score
from statsmodels.stats.inter_rater import aggregate_raters, cohens_kappa, fleiss_kappa

import published

ROOT = pathlib.Path(__file__).resolve().parents[3]
FILE = ROOT / "annotate/src/test/resources/isocenter/annotate/agreement/reference.json"


def main():
    random = numpy.random.default_rng(20261123)
    cases = {
        "cohen-1960": cohen(expand(published.COHEN_1960), 3) | {"published": 0.492},
        "pair": cohen(pair(random), 5),
        "fleiss-1971": fleiss(numpy.array(published.FLEISS_1971) - 1, 5) | {"published": 0.430},
        "group": fleiss(random.choice(3, p=(0.7, 0.2, 0.1), size=(25, 4)), 3),
        "krippendorff-2011": alpha(numpy.array(published.KRIPPENDORFF_2011).T, 5)
        | {"publishedNominal": 0.743, "publishedOrdinal": 0.815, "publishedInterval": 0.849},
        "group-with-gaps": alpha(gaps(random), 4),
        "dawid-skene-1979": consensus(published.DAWID_SKENE_1979, 4) | {"publishedPriors": [0.40, 0.42, 0.11, 0.07]},
        "masks": [mask_pair(random, rows, columns, spacing) for rows, columns, spacing in SHAPES],
    }
    FILE.parent.mkdir(parents=True, exist_ok=True)
    lines = ",\n".join(f" {json.dumps(name)}: {json.dumps(case)}" for name, case in cases.items())
    FILE.write_text("{\n" + lines + "\n}\n")


SHAPES = [
    (40, 60, (0.5, 0.5)),
    (64, 48, (0.8, 0.3)),
    (120, 90, (1.0, 2.5)),
    (1, 50, (0.7, 0.2)),
    (300, 200, (0.139, 0.139)),
]


def expand(table):
    return numpy.array([(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)])


def pair(random):
    first = random.integers(0, 5, 80)
    return numpy.stack([first, numpy.clip(first + random.integers(-1, 3, 80), 0, 4)], axis=1)


def gaps(random):
    truth = random.integers(0, 4, (30, 1))
    said = numpy.clip(truth + random.integers(-1, 2, (30, 4)), 0, 3).astype(float)
    said[random.random(said.shape) < 0.3] = numpy.nan
    return said


def cohen(ratings, categories):
    first, second = ratings.T
    table = numpy.zeros((categories, categories))
    numpy.add.at(table, (first, second), 1)
    asymptotic = cohens_kappa(table)
    return {
        "ratings": ratings.tolist(),
        "none": cohen_kappa_score(first, second),
        "linear": cohen_kappa_score(first, second, weights="linear"),
        "quadratic": cohen_kappa_score(first, second, weights="quadratic"),
        "standardError": asymptotic.std_kappa,
        "low": asymptotic.kappa_low,
        "high": asymptotic.kappa_upp,
    }


def fleiss(ratings, categories):
    counts, _ = aggregate_raters(ratings, categories)
    return {"ratings": ratings.tolist(), "kappa": fleiss_kappa(counts)}


def alpha(ratings, categories):
    """Ratings are [item][rater], from 0, nan where there is none."""
    values = {
        level: krippendorff.alpha(ratings.T, value_domain=list(range(categories)), level_of_measurement=level)
        for level in ("nominal", "ordinal", "interval")
    }
    said = [[None if numpy.isnan(one) else int(one) for one in row] for row in ratings]
    return {"ratings": said} | values


def consensus(responses, categories):
    """Responses are [item][rater][times]."""
    rows = [
        (item, rater, category - 1)
        for item, row in enumerate(responses)
        for rater, times in enumerate(row)
        for category in times
    ]
    frame = pandas.DataFrame(rows, columns=["task", "worker", "label"])
    fitted = DawidSkene(n_iter=200, tol=-1).fit(frame)
    posterior = fitted.probas_.sort_index().reindex(columns=range(categories), fill_value=0)
    errors = fitted.errors_
    confusion = [
        [
            [float(errors.loc[(rater, given), truth]) if (rater, given) in errors.index else 0.0 for given in range(categories)]
            for truth in range(categories)
        ]
        for rater in range(len(responses[0]))
    ]
    return {
        "ratings": rows,
        "priors": fitted.priors_.reindex(range(categories)).tolist(),
        "confusion": confusion,
        "posterior": posterior.values.tolist(),
    }


def mask_pair(random, rows, columns, spacing):
    first, second = (blob(random, rows, columns) for _ in range(2))
    there, back = distances(first, second, spacing), distances(second, first, spacing)
    hausdorff = binary.hd(first, second, voxelspacing=spacing)
    points = [numpy.argwhere(surface(mask)) * spacing for mask in (first, second)]
    assert numpy.isclose(hausdorff, max(directed_hausdorff(*points)[0], directed_hausdorff(*points[::-1])[0]))
    assert numpy.isclose(hausdorff, max(there.max(), back.max()))
    return {
        "rows": rows,
        "columns": columns,
        "spacing": spacing,
        "first": runs(first),
        "second": runs(second),
        "dice": binary.dc(first, second),
        "jaccard": jaccard_score(first.ravel(), second.ravel()),
        "hausdorff": hausdorff,
        "hausdorff95": max(numpy.percentile(there, 95), numpy.percentile(back, 95)),
        "mean": (binary.asd(first, second, spacing) + binary.asd(second, first, spacing)) / 2,
    }


def blob(random, rows, columns):
    """Two ellipses, one perhaps across the edge, with a hole and some loose pixels."""
    y, x = numpy.mgrid[:rows, :columns]
    mask = numpy.zeros((rows, columns), bool)
    for _ in range(2):
        cy, cx = random.uniform(0, rows), random.uniform(0, columns)
        ry, rx = random.uniform(0.1, 0.4) * rows + 1, random.uniform(0.1, 0.4) * columns + 1
        inside = ((y - cy) / ry) ** 2 + ((x - cx) / rx) ** 2
        mask |= (inside < 1) & (inside > random.choice((-1, 0.1)))
    return mask | (random.random(mask.shape) < 1 / 500)


def surface(mask):
    return mask & ~binary_erosion(mask)


def distances(first, second, spacing):
    return distance_transform_edt(~surface(second), sampling=spacing)[surface(first)]


def runs(mask):
    flat = mask.ravel().astype(int)
    ends = numpy.flatnonzero(numpy.diff(flat)) + 1
    lengths = numpy.diff(numpy.concatenate([[0], ends, [flat.size]])).tolist()
    return [0] + lengths if flat[0] else lengths


if __name__ == "__main__":
    main()
