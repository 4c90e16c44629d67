// SPDX-License-Identifier: MIT
#include "libprofile/disclosure/detail/cell_flow.hpp"

#include <algorithm>
#include <utility>

#include "libprofile/core/progress.hpp"

namespace libprofile::disclosure::detail {
namespace {

constexpr std::uint32_t kFar = std::numeric_limits<std::uint32_t>::max();

/// Takes what is too much at some nodes to others where it is missing.
class Leveller {
 public:
  Leveller(CellFlow& flow, std::vector<std::int64_t> excess)
      : flow_(flow), excess_(std::move(excess)), distance_(flow.nodes()), next_(flow.nodes()) {}

  [[nodiscard]] Fit run(const Deadline& deadline) {
    const core::CancellationToken cancellation = core::current_cancellation();
    while (measure()) {
      cancellation.throw_if_cancelled();
      std::fill(next_.begin(), next_.end(), std::size_t{0});
      for (std::uint32_t node = 0; node < flow_.nodes(); ++node) {
        if (deadline.left_s() <= 0.0) {
          return Fit::out_of_time;
        }
        drain(node);
      }
    }
    const auto is_level = [](std::int64_t excess) { return excess == 0; };
    return std::all_of(excess_.begin(), excess_.end(), is_level) ? Fit::found : Fit::none;
  }

 private:
  /// Steps from the nearest node that has too much; whether that reaches any that has too little.
  [[nodiscard]] bool measure() {
    std::vector<std::uint32_t> queue;
    for (std::uint32_t node = 0; node < flow_.nodes(); ++node) {
      distance_[node] = excess_[node] > 0 ? 0 : kFar;
      if (excess_[node] > 0) {
        queue.push_back(node);
      }
    }
    bool is_reached = false;
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const CellStep& step : flow_.steps().from(queue[i])) {
        const std::uint32_t end = end_of(flow_.arc(step.cell), step.shift);
        if (distance_[end] == kFar && flow_.room(step) > 0) {
          distance_[end] = distance_[queue[i]] + 1;
          is_reached = is_reached || excess_[end] < 0;
          queue.push_back(end);
        }
      }
    }
    return is_reached;
  }

  /// Takes all that can leave a node away from it, along steps that lead further from every source.
  void drain(std::uint32_t source) {
    while (excess_[source] > 0) {
      std::uint32_t node = source;
      path_.clear();
      while (excess_[node] >= 0) {
        if (const CellStep* const step = onward(node)) {
          path_.push_back(*step);
          node = end_of(flow_.arc(step->cell), step->shift);
        } else if (path_.empty()) {
          return;
        } else {
          node = start_of(flow_.arc(path_.back().cell), path_.back().shift);
          path_.pop_back();
          ++next_[node];
        }
      }
      push(source, node);
    }
  }

  /// The next step from a node that is still open.
  [[nodiscard]] const CellStep* onward(std::uint32_t node) {
    const auto steps = flow_.steps().from(node);
    for (; next_[node] < steps.size(); ++next_[node]) {
      const CellStep& step = steps[next_[node]];
      if (distance_[end_of(flow_.arc(step.cell), step.shift)] == distance_[node] + 1 && flow_.room(step) > 0) {
        return &step;
      }
    }
    return nullptr;
  }

  void push(std::uint32_t source, std::uint32_t sink) {
    std::int64_t amount = std::min(excess_[source], -excess_[sink]);
    for (const CellStep& step : path_) {
      amount = std::min(amount, flow_.room(step));
    }
    for (const CellStep& step : path_) {
      flow_.move(step, amount);
    }
    excess_[source] -= amount;
    excess_[sink] += amount;
  }

  CellFlow& flow_;
  std::vector<std::int64_t> excess_;
  std::vector<std::uint32_t> distance_;
  /// By node: the first of its steps that is not used up.
  std::vector<std::size_t> next_;
  std::vector<CellStep> path_;
};

}  // namespace

CellFlow::CellFlow(std::size_t nodes, std::vector<CellArc> arcs, std::vector<CellBounds> bounds,
                   std::vector<std::int64_t> values)
    : nodes_(nodes),
      arcs_(std::move(arcs)),
      bounds_(std::move(bounds)),
      values_(std::move(values)),
      steps_(nodes, arcs_) {}

Fit make_fit(CellFlow& flow, std::vector<std::int64_t> excess, const Deadline& deadline) {
  return Leveller(flow, std::move(excess)).run(deadline);
}

}  // namespace libprofile::disclosure::detail
