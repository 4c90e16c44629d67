// SPDX-License-Identifier: MIT
/// @file
/// How a layer is drawn, before any format: rules over its fields, from its released values alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "libprofile/publish/layer.hpp"

namespace libprofile::publish::detail {

enum class Comparison { equals, is_absent, at_least, below };

/// One claim about one field. `text` goes with `equals`, `number` with `at_least` and `below`.
struct Condition {
  std::string field;
  Comparison comparison;
  std::string text;
  double number = 0.0;
};

enum class Fill { solid, hatched, none };

struct Symbol {
  Fill fill;
  /// "#rrggbb" of the fill or its hatching, and of the outline.
  std::string colour;
  std::string outline;
  double outline_mm;
};

/// Features for which all conditions hold look like `symbol`. Where several rules hold, later ones draw over earlier
/// ones.
struct StyleRule {
  std::string label;
  std::vector<Condition> conditions;
  Symbol symbol;
};

/// Rules under a heading in the legend. Groups that are not shown can be switched on.
struct StyleGroup {
  enum class Visibility { shown, hidden };
  std::string heading;
  std::vector<Condition> conditions;
  Visibility visibility;
  std::vector<StyleRule> rules;
};

struct Style {
  std::string title;
  std::vector<StyleGroup> groups;
  /// Field whose value is written in the feature; empty for none.
  std::string label_field;
};

/// The style of `neighbourhoods`, `hotspots`, `clusters` and `premises_types_by_area`; of no other layer.
///
/// Rates are drawn in at most five classes of about as many areas each, with limits of two significant digits taken
/// from released rates; withheld values are hatched. Every heading says what was counted and what a rounded count
/// means.
[[nodiscard]] std::optional<Style> style_of(const Layer& layer);

/// Limits between at most `classes` classes of about equal numbers of `values`: ascending, distinct, rounded to two
/// significant digits, none outside the values. NaN is left out.
[[nodiscard]] std::vector<double> class_limits(const std::vector<double>& values, std::size_t classes);

}  // namespace libprofile::publish::detail
