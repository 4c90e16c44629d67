// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/round_program.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

#include <CbcEventHandler.hpp>
#include <CbcModel.hpp>
#include <ClpSimplex.hpp>
#include <OsiClpSolverInterface.hpp>

#include "libprofile/core/progress.hpp"

namespace libprofile::risk::detail {
namespace {

constexpr double kTolerance = 1e-6;
constexpr double kSameHours = 1e-9;
/// Of the columns that could be in a better choice, the search takes this many of the most promising.
constexpr std::size_t kMostColumns = 50'000;

struct Column {
  ChosenRound round;
  double reduced = 0.0;
};

/// Ends the search where the work was cancelled.
class Watch : public CbcEventHandler {
 public:
  explicit Watch(core::CancellationToken token) : token_(std::move(token)) {}
  CbcAction event(CbcEvent /*what*/) override { return token_.is_cancelled() ? stop : noAction; }
  [[nodiscard]] CbcEventHandler* clone() const override { return new Watch(*this); }

 private:
  core::CancellationToken token_;
};

class Master {
 public:
  explicit Master(const RoundProgram& program) : program_(program) {
    model_.setLogLevel(0);
    const std::size_t slots = program.areas * bands();
    model_.resize(static_cast<int>(1 + slots + program.least_visits.size()), 0);
    for (int row = 0; row < model_.numberRows(); ++row) {
      const bool is_most = static_cast<std::size_t>(row) <= slots;
      const double least = is_most ? 0.0 : program.least_visits[static_cast<std::size_t>(row) - 1 - slots].least;
      model_.setRowBounds(row, is_most ? -COIN_DBL_MAX : least,
                          !is_most  ? COIN_DBL_MAX
                          : row > 0 ? 1.0
                                    : static_cast<double>(program.teams));
    }
    for (std::size_t i = 0; i < program.least_visits.size(); ++i) {
      const int row = static_cast<int>(1 + slots + i);
      const double one = 1.0;
      model_.addColumn(1, &row, &one, 0.0, COIN_DBL_MAX, program.least_visits[i].penalty);
    }
  }

  [[nodiscard]] std::size_t bands() const { return program_.band_hours.size(); }

  void add(ChosenRound round) {
    std::vector<int> rows{0};
    for (const std::uint32_t area : program_.rounds->set(round.set)) {
      rows.push_back(static_cast<int>(1 + area * bands() + round.band));
    }
    std::vector<double> ones(rows.size(), 1.0);
    for (std::size_t i = 0; i < program_.least_visits.size(); ++i) {
      const auto set = program_.rounds->set(round.set);
      const auto visits =
          std::count_if(set.begin(), set.end(), [&](auto area) { return program_.least_visits[i].counts[area]; });
      if (visits > 0) {
        rows.push_back(static_cast<int>(1 + program_.areas * bands() + i));
        ones.push_back(static_cast<double>(visits));
      }
    }
    model_.addColumn(static_cast<int>(rows.size()), rows.data(), ones.data(), 0.0, COIN_DBL_MAX, -value_of(round));
    columns_.push_back(round);
  }

  [[nodiscard]] double value_of(ChosenRound round) const {
    const auto set = program_.rounds->set(round.set);
    return std::accumulate(set.begin(), set.end(), 0.0,
                           [&](double sum, auto area) { return sum + program_.value[area * bands() + round.band]; });
  }

  double solve_relaxed() {
    model_.primal(1);
    return -model_.objectiveValue();
  }

  /// What a visit to each slot adds at the present prices, and what a team costs.
  [[nodiscard]] std::vector<double> worth() const {
    const double* const price = model_.dualRowSolution();
    std::vector<double> worth(program_.value);
    const std::size_t slots = worth.size();
    for (std::size_t slot = 0; slot < slots; ++slot) {
      worth[slot] += price[1 + slot];
      for (std::size_t i = 0; i < program_.least_visits.size(); ++i) {
        worth[slot] += program_.least_visits[i].counts[slot / bands()] ? price[1 + slots + i] : 0.0;
      }
    }
    return worth;
  }
  [[nodiscard]] double team_price() const { return model_.dualRowSolution()[0]; }

  /// The best choice among the columns so far.
  RoundChoice branch(std::size_t most_nodes) {
    ClpSimplex copy(model_);
    OsiClpSolverInterface solver(&copy);
    solver.messageHandler()->setLogLevel(0);
    const auto shortfalls = static_cast<int>(program_.least_visits.size());
    for (int column = 0; column < solver.getNumCols(); ++column) {
      solver.setInteger(column);
      if (column >= shortfalls) {
        solver.setColUpper(column, 1.0);
      }
    }
    CbcModel search(solver);
    search.setLogLevel(0);
    search.setRandomSeed(1);
    search.setMaximumNodes(static_cast<int>(most_nodes));
    search.setAllowableGap(0.0);
    search.setAllowableFractionGap(0.0);
    const core::CancellationToken cancellation = core::current_cancellation();
    Watch watch(cancellation);
    search.passInEventHandler(&watch);
    search.branchAndBound();
    cancellation.throw_if_cancelled();
    RoundChoice choice;
    choice.bound = -search.getBestPossibleObjValue();
    choice.value = -search.getObjValue();
    if (search.bestSolution() == nullptr) {
      choice.value = -COIN_DBL_MAX;
      return choice;
    }
    if (search.isProvenOptimal()) {
      choice.bound = choice.value;
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (search.bestSolution()[static_cast<std::size_t>(shortfalls) + i] > 0.5) {
        choice.chosen.push_back(columns_[i]);
      }
    }
    return choice;
  }

  [[nodiscard]] const std::vector<ChosenRound>& columns() const { return columns_; }

 private:
  const RoundProgram& program_;
  ClpSimplex model_;
  std::vector<ChosenRound> columns_;
};

/// Rounds of one area: what the linear program begins with.
void for_each_single(const RoundProgram& program, const std::function<void(ChosenRound)>& take) {
  for (std::size_t band = 0; band < program.band_hours.size(); ++band) {
    for (std::size_t set = 0; set < program.rounds->size(); ++set) {
      if (program.rounds->set(set).size() == 1 && program.rounds->hours[set] <= program.band_hours[band] + kSameHours) {
        take({set, band});
      }
    }
  }
}

/// Calls `take` with the reduced cost of every round, in order of band and set.
void for_each_round(const RoundProgram& program, const Master& master,
                    const std::function<void(ChosenRound, double)>& take) {
  const std::vector<double> worth = master.worth();
  const double team = master.team_price();
  for (std::size_t band = 0; band < master.bands(); ++band) {
    for (std::size_t set = 0; set < program.rounds->size(); ++set) {
      if (program.rounds->hours[set] <= program.band_hours[band] + kSameHours) {
        double reduced = team;
        for (const std::uint32_t area : program.rounds->set(set)) {
          reduced += worth[area * master.bands() + band];
        }
        take({set, band}, reduced);
      }
    }
  }
}

/// The best round of each first area in each band that would improve the linear program.
std::vector<ChosenRound> improving(const RoundProgram& program, const Master& master) {
  std::vector<Column> best(program.areas * master.bands(), Column{{}, kTolerance});
  for_each_round(program, master, [&](ChosenRound round, double reduced) {
    Column& column = best[program.rounds->set(round.set).front() * master.bands() + round.band];
    if (reduced > column.reduced) {
      column = {round, reduced};
    }
  });
  std::vector<ChosenRound> found;
  for (const Column& column : best) {
    if (column.reduced > kTolerance) {
      found.push_back(column.round);
    }
  }
  return found;
}

/// Rounds that could be in a choice above `value`, without those that the master has, most promising first.
std::vector<Column> promising(const RoundProgram& program, const Master& master, double relaxed, double value) {
  const auto key = [&](ChosenRound round) { return round.band * program.rounds->size() + round.set; };
  std::vector<std::size_t> known;
  for (const ChosenRound round : master.columns()) {
    known.push_back(key(round));
  }
  std::sort(known.begin(), known.end());
  std::vector<Column> found;
  for_each_round(program, master, [&](ChosenRound round, double reduced) {
    if (relaxed + reduced > value + kTolerance && !std::binary_search(known.begin(), known.end(), key(round))) {
      found.push_back({round, reduced});
    }
  });
  std::stable_sort(found.begin(), found.end(), [](const Column& a, const Column& b) { return a.reduced > b.reduced; });
  return found;
}

}  // namespace

RoundChoice choose_rounds(const RoundProgram& program, std::size_t most_nodes) {
  Master master(program);
  for_each_single(program, [&](ChosenRound round) { master.add(round); });
  double relaxed = master.solve_relaxed();
  for (auto added = improving(program, master); !added.empty(); added = improving(program, master)) {
    core::current_cancellation().throw_if_cancelled();
    for (const ChosenRound round : added) {
      master.add(round);
    }
    relaxed = master.solve_relaxed();
  }
  RoundChoice choice = master.branch(most_nodes);
  choice.bound = relaxed > choice.value + kTolerance ? relaxed : choice.value;
  if (relaxed > choice.value + kTolerance) {
    const std::vector<Column> more = promising(program, master, relaxed, choice.value);
    const std::size_t taken = std::min(more.size(), kMostColumns);
    for (std::size_t i = 0; i < taken; ++i) {
      master.add(more[i].round);
    }
    RoundChoice better = master.branch(most_nodes);
    const double left_out = taken < more.size() ? relaxed + more[taken].reduced : better.bound;
    const double bound = std::min(relaxed, std::max(better.bound, left_out));
    choice = better.value > choice.value ? better : choice;
    choice.bound = std::max(bound, choice.value);
  }
  std::sort(choice.chosen.begin(), choice.chosen.end(), [](const ChosenRound& a, const ChosenRound& b) {
    return a.band != b.band ? a.band < b.band : a.set < b.set;
  });
  return choice;
}

}  // namespace libprofile::risk::detail
