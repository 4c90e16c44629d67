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


def check_point_clusterer(estimator, *, takes_weights, also_not_passed=None):
    """Every check passes but those listed, and each of those fails for the reason given."""
    expected = (NOT_PASSED_WITH_WEIGHTS if takes_weights else NOT_PASSED) | (also_not_passed or {})
    results = check_estimator(
        estimator, expected_failed_checks=expected, on_fail=None, on_skip=None
    )
    by_status = {}
    for one in results:
        by_status.setdefault(one["status"], set()).add(one["check_name"])
    assert "failed" not in by_status, by_status["failed"]
    assert by_status["xfail"] == set(expected)
    assert len(by_status["passed"]) >= 20
