# SPDX-License-Identifier: MIT
"""The checks that scikit-learn has for estimators, for those of points on a plane."""

from sklearn.utils.estimator_checks import check_estimator

TWO_COLUMNS = "its data have another number of columns than x and y"
NOT_PASSED = {
    "check_fit_score_takes_y": TWO_COLUMNS,
    "check_dont_overwrite_parameters": TWO_COLUMNS,
    "check_n_features_in_after_fitting": TWO_COLUMNS,
    "check_positive_only_tag_during_fit": TWO_COLUMNS,
    "check_estimators_dtypes": TWO_COLUMNS,
    "check_dtype_object": TWO_COLUMNS,
    "check_pipeline_consistency": TWO_COLUMNS,
    "check_estimators_nan_inf": TWO_COLUMNS,
    "check_estimators_pickle": TWO_COLUMNS,
    "check_f_contiguous_array_estimator": TWO_COLUMNS,
    "check_methods_sample_order_invariance": TWO_COLUMNS,
    "check_methods_subset_invariance": TWO_COLUMNS,
    "check_fit2d_1sample": TWO_COLUMNS,
    "check_fit2d_1feature": TWO_COLUMNS,
    "check_dict_unchanged": TWO_COLUMNS,
    "check_fit2d_predict1d": TWO_COLUMNS,
    "check_clustering": "its points are a few units apart, ours hundreds of metres",
}
NOT_PASSED_WITH_WEIGHTS = NOT_PASSED | {
    "check_sample_weights_list": TWO_COLUMNS,
    "check_sample_weight_equivalence_on_dense_data": TWO_COLUMNS,
}


THREE_COLUMNS = "its data have another number of columns than x, y and days"
NOT_PASSED_WITH_TIMES = dict.fromkeys(
    (
        "check_clustering",
        "check_dtype_object",
        "check_estimators_dtypes",
        "check_estimators_fit_returns_self",
        "check_estimators_overwrite_params",
        "check_fit2d_1feature",
        "check_fit2d_1sample",
        "check_fit_check_is_fitted",
        "check_fit_idempotent",
        "check_n_features_in",
        "check_n_features_in_after_fitting",
        "check_positive_only_tag_during_fit",
        "check_readonly_memmap_input",
    ),
    THREE_COLUMNS,
)


def check_clusterer(estimator, not_passed):
    """Every check passes but those listed, and each of those fails."""
    results = check_estimator(
        estimator, expected_failed_checks=not_passed, on_fail=None, on_skip=None
    )
    by_status = {}
    for one in results:
        by_status.setdefault(one["status"], set()).add(one["check_name"])
    assert "failed" not in by_status, by_status["failed"]
    assert by_status["xfail"] == set(not_passed), by_status["xfail"] ^ set(not_passed)
    assert len(by_status["passed"]) >= 20


def check_point_clusterer(estimator, *, takes_weights, also_not_passed=None):
    """The same for points of two columns; `also_not_passed` adds to the list."""
    not_passed = NOT_PASSED_WITH_WEIGHTS if takes_weights else NOT_PASSED
    check_clusterer(estimator, not_passed | (also_not_passed or {}))
