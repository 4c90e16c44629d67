// SPDX-License-Identifier: MIT
#include "local_results.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "libprofile/core/error.hpp"

#include "arrays.hpp"

namespace libprofile::bindings {

hotspots::Alternative alternative_from(const std::string& name) {
  if (name == "two-sided") {
    return hotspots::Alternative::two_sided;
  }
  if (name == "greater") {
    return hotspots::Alternative::greater;
  }
  require(name == "less", "alternative", std::string_view(name), "\"two-sided\", \"greater\" or \"less\"");
  return hotspots::Alternative::less;
}

hotspots::Draws draws_from(const std::string& name) {
  if (name == "shared") {
    return hotspots::Draws::shared;
  }
  require(name == "independent", "draws", std::string_view(name), "\"shared\" or \"independent\"");
  return hotspots::Draws::independent;
}

hotspots::Correction correction_from(const std::string& name) {
  if (name == "benjamini-hochberg") {
    return hotspots::Correction::benjamini_hochberg;
  }
  if (name == "bonferroni") {
    return hotspots::Correction::bonferroni;
  }
  require(name == "none", "correction", std::string_view(name), "\"benjamini-hochberg\", \"bonferroni\" or \"none\"");
  return hotspots::Correction::none;
}

hotspots::LocalOptions local_options_from(const py::dict& given) {
  hotspots::LocalOptions options;
  options.permutations = given["permutations"].cast<std::int32_t>();
  options.alternative = alternative_from(given["alternative"].cast<std::string>());
  options.draws = draws_from(given["draws"].cast<std::string>());
  options.stop_after = given["stop_after"].cast<std::int32_t>();
  options.correction = correction_from(given["correction"].cast<std::string>());
  options.level = given["level"].cast<double>();
  options.seed = given["seed"].cast<std::uint64_t>();
  options.minimum = given["minimum"].cast<double>();
  if (!given["base"].is_none()) {
    options.base = as_span(given["base"].cast<InputArray<double>>(), "base");
  }
  return options;
}

py::dict to_python(hotspots::LocalStatistic&& found, std::int32_t permutations) {
  // As numbers into a list of names: a string of Python's for each place would take longer than many a statistic.
  std::vector<std::uint8_t> label(found.label.size());
  std::transform(found.label.begin(), found.label.end(), label.begin(),
                 [](hotspots::LocalLabel one) { return static_cast<std::uint8_t>(one); });
  py::list names;
  for (std::uint8_t code = 0; code <= static_cast<std::uint8_t>(hotspots::LocalLabel::absent); ++code) {
    names.append(std::string(hotspots::to_string(static_cast<hotspots::LocalLabel>(code))));
  }
  py::dict result;
  result["label"] = as_array(std::move(label));
  result["label_names"] = names;
  result["statistic"] = as_array(std::move(found.statistic));
  result["expected"] = as_array(std::move(found.expected));
  result["variance"] = as_array(std::move(found.variance));
  result["z"] = as_array(std::move(found.z));
  result["p"] = as_array(std::move(found.p));
  result["p_permutation"] = permutations == 0 ? py::object(py::none()) : as_array(std::move(found.p_permutation));
  result["q"] = as_array(std::move(found.q));
  return result;
}

}  // namespace libprofile::bindings
