"""Makes src/test/resources/isocenter/audit/fairness/vectors.json: what others' code says about the same scores.

Run from the audit folder with Python 3 and numpy, scipy, scikit-learn, fairlearn (the versions go into the file):

    python src/test/python/fairness_vectors.py

Nothing here is used by the product. DeLong is written out pair by pair, as in the paper, because neither scikit-learn
nor fairlearn has it; pROC's published figures check both (DeLongTest).
"""

import importlib.metadata
import json
import pathlib

import numpy as np
from fairlearn import metrics as fair
from scipy import stats
from sklearn import metrics

THRESHOLD = 0.45


def components(scores, truth):
    """The matrix psi of DeLong et al. 1988: positives in rows, negatives in columns."""
    positive, negative = scores[truth], scores[~truth]
    return (positive[:, None] > negative) + 0.5 * (positive[:, None] == negative)


def covariance(psi, other):
    m, n = psi.shape
    return (
        np.cov(psi.mean(1), other.mean(1), ddof=1)[0, 1] / m + np.cov(psi.mean(0), other.mean(0), ddof=1)[0, 1] / n
    )


def holm(p):
    order = np.argsort(p)
    stepped = np.maximum.accumulate((len(p) - np.arange(len(p))) * np.asarray(p)[order])
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(1, stepped)
    return adjusted.tolist()


def calibration_error(scores, truth):
    bins = np.digitize(scores, np.linspace(0, 1, 11)[1:-1], right=True)
    return sum(abs(truth[bins == b].mean() - scores[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))


def rate_or_none(value):
    return None if np.isnan(value) else float(value)


def cohort(seed, size, digits):
    """Scores of two predictors, rounded so that there are ties, with truth and a group of four."""
    random = np.random.default_rng(seed)
    truth = random.random(size) < 0.35
    group = random.choice(["a", "b", "c", "unknown"], size, p=[0.5, 0.3, 0.15, 0.05])
    first = np.round(np.clip(random.normal(0.4 + 0.2 * truth, 0.18), 0, 1), digits)
    second = np.round(np.clip(0.5 * first + random.normal(0.2 + 0.1 * truth, 0.12), 0, 1), digits)
    return truth, group, first, second


def case(seed, size, digits):
    truth, group, first, second = cohort(seed, size, digits)
    psi, other = components(first, truth), components(second, truth)
    called = first >= THRESHOLD
    # fairlearn calls a rate with an empty denominator 0, the product calls it not estimable: compare where both agree.
    assert all(truth[group == g].any() and not truth[group == g].all() for g in set(group))
    difference = psi.mean() - other.mean()
    error = np.sqrt(covariance(psi, psi) + covariance(other, other) - 2 * covariance(psi, other))
    in_a = group == "a"
    a, rest = components(first[in_a], truth[in_a]), components(first[~in_a], truth[~in_a])
    z = (a.mean() - rest.mean()) / np.sqrt(covariance(a, a) + covariance(rest, rest))
    frame = fair.MetricFrame(
        metrics={
            "sensitivity": fair.true_positive_rate,
            "specificity": fair.true_negative_rate,
            "falsePositiveRate": fair.false_positive_rate,
            "falseNegativeRate": fair.false_negative_rate,
            "selectionRate": fair.selection_rate,
            "positivePredictiveValue": lambda y_true, y_pred: metrics.precision_score(
                y_true, y_pred, zero_division=np.nan
            ),
        },
        y_true=truth,
        y_pred=called,
        sensitive_features=group,
    )
    return {
        "threshold": THRESHOLD,
        "positive": truth.tolist(),
        "group": group.tolist(),
        "first": first.tolist(),
        "second": second.tolist(),
        "auroc": metrics.roc_auc_score(truth, first),
        "delongVariance": covariance(psi, psi),
        "pairedZ": difference / error,
        "pairedP": 2 * stats.norm.sf(abs(difference / error)),
        "independentZ": z,
        "independentP": 2 * stats.norm.sf(abs(z)),
        "brier": metrics.brier_score_loss(truth, first),
        "calibrationError": calibration_error(first, truth),
        "rates": {
            name: {metric: rate_or_none(value) for metric, value in row.items()}
            for name, row in frame.by_group.to_dict("index").items()
        },
        "demographicParityDifference": fair.demographic_parity_difference(truth, called, sensitive_features=group),
        "demographicParityRatio": fair.demographic_parity_ratio(truth, called, sensitive_features=group),
        "equalizedOddsDifference": fair.equalized_odds_difference(truth, called, sensitive_features=group),
        "equalizedOddsRatio": fair.equalized_odds_ratio(truth, called, sensitive_features=group),
    }


def main():
    random = np.random.default_rng(5)
    trials = [(0, 1), (1, 1), (0, 10), (5, 10), (10, 10), (3, 17), (40, 41), (250, 1000), (1, 100000)]
    families = [random.random(size).tolist() for size in (1, 2, 5, 12)] + [[0.01, 0.04, 0.03, 0.005], [0.2, 0.2, 0.2]]
    vectors = {
        "versions": {name: importlib.metadata.version(name) for name in ("numpy", "scipy", "scikit-learn", "fairlearn")},
        "cases": [case(1, 120, 2), case(2, 400, 1), case(6, 90, 6)],
        "clopperPearson": [
            {"k": k, "n": n, "confidence": level, "low": interval.low, "high": interval.high}
            for k, n in trials
            for level in (0.9, 0.95, 0.99)
            for interval in [stats.binomtest(k, n).proportion_ci(level, "exact")]
        ],
        "families": [
            {"p": p, "holm": holm(p), "benjaminiHochberg": stats.false_discovery_control(p).tolist()} for p in families
        ],
    }
    target = pathlib.Path("src/test/resources/isocenter/audit/fairness/vectors.json")
    target.write_text(json.dumps(vectors, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
