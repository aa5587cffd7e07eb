"""Writes logistic_regression.json: scikit-learn's answers that LogisticRegressionTest compares with.

Run: python3 logistic_regression.py > logistic_regression.json   (scikit-learn and numpy; versions are in the file)
"""

import json

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression

random = numpy.random.default_rng(20261122)
n, f = 40, 6
x = random.normal(size=(n, f)) * [1, 1, 1, 3, 0.2, 1] + [0, 0, 5, 0, 0, 0]
truth = x @ [1.0, -0.5, 0.2, 0.3, 2.0, 0.0] - 1.8 + random.logistic(size=n)
y = (truth > 0).astype(int)
x = numpy.round(x, 6)

cases = []
for c in (0.01, 1.0, 100.0):
    for balanced in (False, True):
        model = LogisticRegression(
            C=c, class_weight="balanced" if balanced else None, solver="newton-cholesky", tol=1e-12, max_iter=10000
        ).fit(x, y)
        cases.append({"c": c, "balanced": balanced, "weights": model.coef_[0].tolist(), "bias": model.intercept_[0]})

print(json.dumps({
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "x": x.tolist(), "y": y.tolist(), "cases": cases,
}))
