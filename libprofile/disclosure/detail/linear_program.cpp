// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/linear_program.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <OsiClpSolverInterface.hpp>

namespace libprofile::disclosure::detail {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
/// How far from a whole number a solution may lie and count as one: the solver's own tolerance is 1e-7.
constexpr double kWhole = 1e-6;

double coin_limit(double value) {
  return std::isfinite(value) ? value : std::copysign(COIN_DBL_MAX, value);
}

bool is_whole(double value) {
  return std::abs(value - std::round(value)) <= kWhole;
}

CoinPackedMatrix matrix_of(const Knowledge& knowledge) {
  std::vector<int> rows;
  std::vector<int> columns;
  std::vector<double> signs;
  for (std::size_t sum = 0; sum < knowledge.sums.size(); ++sum) {
    for (const auto& [unknowns, sign] :
         {std::pair(&knowledge.sums[sum].unknowns, 1.0), std::pair(&knowledge.sums[sum].minus, -1.0)}) {
      rows.insert(rows.end(), unknowns->size(), static_cast<int>(sum));
      columns.insert(columns.end(), unknowns->begin(), unknowns->end());
      signs.insert(signs.end(), unknowns->size(), sign);
    }
  }
  CoinPackedMatrix matrix(true, rows.data(), columns.data(), signs.data(), static_cast<int>(rows.size()));
  matrix.setDimensions(static_cast<int>(knowledge.sums.size()), static_cast<int>(knowledge.unknowns()));
  return matrix;
}

void load(ClpSimplex& model, const Knowledge& knowledge) {
  std::vector<double> lower(knowledge.unknowns());
  std::vector<double> upper(knowledge.unknowns());
  std::transform(knowledge.least.begin(), knowledge.least.end(), lower.begin(), coin_limit);
  std::transform(knowledge.most.begin(), knowledge.most.end(), upper.begin(), coin_limit);
  std::vector<double> row_lower;
  std::vector<double> row_upper;
  for (const KnownSum& sum : knowledge.sums) {
    row_lower.push_back(coin_limit(sum.least));
    row_upper.push_back(coin_limit(sum.most));
  }
  const std::vector<double> no_objective(knowledge.unknowns(), 0.0);
  model.loadProblem(matrix_of(knowledge), lower.data(), upper.data(), no_objective.data(), row_lower.data(),
                    row_upper.data());
}

ProgramResult unsolved(ProgramStatus status, double value) {
  return {status, value, {}};
}

}  // namespace

struct LinearProgram::Parts {
  ClpSimplex model;
  std::size_t unknowns = 0;

  void set_objective(std::span<const std::uint32_t> sum, double sign) {
    std::fill_n(model.objective(), unknowns, 0.0);
    for (const std::uint32_t unknown : sum) {
      model.objective()[unknown] += sign;
    }
  }

  /// Branches where the linear program's solution is not in whole numbers.
  [[nodiscard]] ProgramResult branch(double relaxed, double time_limit_s) const {
    ClpSimplex copy(model);
    OsiClpSolverInterface solver(&copy);
    for (std::size_t unknown = 0; unknown < unknowns; ++unknown) {
      solver.setInteger(static_cast<int>(unknown));
    }
    solver.messageHandler()->setLogLevel(0);
    CbcModel search(solver);
    search.setLogLevel(0);
    search.setMaximumSeconds(time_limit_s);
    search.branchAndBound();
    if (search.isProvenInfeasible()) {
      return unsolved(ProgramStatus::infeasible, kInfinity);
    }
    if (!search.isProvenOptimal()) {
      return unsolved(ProgramStatus::out_of_time, relaxed);
    }
    const double* const best = search.bestSolution();
    ProgramResult result{ProgramStatus::optimal, std::round(search.getObjValue()), {best, best + unknowns}};
    std::transform(result.solution.begin(), result.solution.end(), result.solution.begin(),
                   [](double value) { return std::round(value); });
    return result;
  }

  /// The least of the objective that is set.
  [[nodiscard]] ProgramResult minimise(double time_limit_s) {
    constexpr int kInfeasible = 1;
    constexpr int kUnbounded = 2;
    model.setMaximumSeconds(time_limit_s);
    model.primal(0);
    if (model.status() == kInfeasible) {
      return unsolved(ProgramStatus::infeasible, kInfinity);
    }
    if (model.status() == kUnbounded) {
      return unsolved(ProgramStatus::unbounded, -kInfinity);
    }
    if (model.status() != 0) {
      return unsolved(ProgramStatus::out_of_time, -kInfinity);
    }
    const double* const found = model.primalColumnSolution();
    std::vector<double> solution(found, found + unknowns);
    if (!std::all_of(solution.begin(), solution.end(), is_whole)) {
      return branch(std::ceil(model.objectiveValue() - kWhole), time_limit_s);
    }
    std::transform(solution.begin(), solution.end(), solution.begin(), [](double value) { return std::round(value); });
    return {ProgramStatus::optimal, std::round(model.objectiveValue()), std::move(solution)};
  }
};

LinearProgram::LinearProgram(const Knowledge& knowledge) : parts_(std::make_unique<Parts>()) {
  parts_->unknowns = knowledge.unknowns();
  parts_->model.setLogLevel(0);
  load(parts_->model, knowledge);
}

LinearProgram::~LinearProgram() = default;

ProgramResult LinearProgram::solve(std::span<const std::uint32_t> sum, Direction direction, double time_limit_s) {
  const double sign = direction == Direction::least ? 1.0 : -1.0;
  parts_->set_objective(sum, sign);
  ProgramResult result = parts_->minimise(time_limit_s);
  result.value *= sign;
  return result;
}

std::vector<std::uint32_t> LinearProgram::binding_sums() const {
  std::vector<std::uint32_t> binding;
  const double* const prices = parts_->model.dualRowSolution();
  for (int sum = 0; sum < parts_->model.numberRows(); ++sum) {
    if (std::abs(prices[sum]) > kWhole) {
      binding.push_back(static_cast<std::uint32_t>(sum));
    }
  }
  return binding;
}

}  // namespace libprofile::disclosure::detail
