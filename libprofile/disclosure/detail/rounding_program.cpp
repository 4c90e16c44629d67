// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/rounding_program.hpp"

#include <algorithm>
#include <cmath>

#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

namespace libprofile::disclosure::detail {
namespace {

constexpr double kWhole = 1e-6;

void load(ClpSimplex& model, const std::vector<double>& costs, const std::vector<ChoiceSum>& sums) {
  std::vector<int> rows;
  std::vector<int> columns;
  std::vector<double> least;
  std::vector<double> most;
  for (std::size_t sum = 0; sum < sums.size(); ++sum) {
    least.push_back(static_cast<double>(sums[sum].least));
    most.push_back(static_cast<double>(sums[sum].most));
    for (const std::uint32_t choice : sums[sum].choices) {
      rows.push_back(static_cast<int>(sum));
      columns.push_back(static_cast<int>(choice));
    }
  }
  const std::vector<double> ones(rows.size(), 1.0);
  CoinPackedMatrix matrix(true, rows.data(), columns.data(), ones.data(), static_cast<int>(rows.size()));
  matrix.setDimensions(static_cast<int>(sums.size()), static_cast<int>(costs.size()));
  const std::vector<double> zeros(costs.size(), 0.0);
  const std::vector<double> upper(costs.size(), 1.0);
  model.loadProblem(matrix, zeros.data(), upper.data(), costs.data(), least.data(), most.data());
}

std::vector<std::uint8_t> whole(const double* solution, std::size_t size) {
  std::vector<std::uint8_t> choices(size);
  std::transform(solution, solution + size, choices.begin(),
                 [](double value) { return static_cast<std::uint8_t>(std::lround(value)); });
  return choices;
}

/// Whether whole choices meet the sums exactly, whatever the tolerances of the solver were.
bool meets(const std::vector<std::uint8_t>& choices, const std::vector<ChoiceSum>& sums) {
  return std::all_of(sums.begin(), sums.end(), [&](const ChoiceSum& sum) {
    std::int64_t up = 0;
    for (const std::uint32_t choice : sum.choices) {
      up += choices[choice];
    }
    return up >= sum.least && up <= sum.most;
  });
}

}  // namespace

std::optional<std::vector<std::uint8_t>> cheapest_choices(const std::vector<double>& costs,
                                                          const std::vector<ChoiceSum>& sums, int most_branches) {
  if (costs.empty()) {
    return std::vector<std::uint8_t>{};
  }
  ClpSimplex model;
  model.setLogLevel(0);
  load(model, costs, sums);
  model.dual();
  if (model.status() != 0) {
    return std::nullopt;
  }
  const double* const relaxed = model.primalColumnSolution();
  const auto is_whole = [](double value) { return std::abs(value - std::round(value)) <= kWhole; };
  std::vector<std::uint8_t> choices;
  if (std::all_of(relaxed, relaxed + costs.size(), is_whole)) {
    choices = whole(relaxed, costs.size());
  } else {
    OsiClpSolverInterface solver(&model);
    for (std::size_t choice = 0; choice < costs.size(); ++choice) {
      solver.setInteger(static_cast<int>(choice));
    }
    solver.messageHandler()->setLogLevel(0);
    CbcModel search(solver);
    search.setLogLevel(0);
    search.setMaximumNodes(most_branches);
    search.branchAndBound();
    if (!search.isProvenOptimal() || search.bestSolution() == nullptr) {
      return std::nullopt;
    }
    choices = whole(search.bestSolution(), costs.size());
  }
  return meets(choices, sums) ? std::optional(choices) : std::nullopt;
}

}  // namespace libprofile::disclosure::detail
