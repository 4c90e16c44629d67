// SPDX-License-Identifier: MIT
#include "libprofile/records/validate.hpp"

#include <algorithm>
#include <deque>
#include <iterator>

#include "libprofile/core/error.hpp"
#include "libprofile/core/parallel.hpp"
#include "libprofile/records/detail/field_check.hpp"
#include "libprofile/records/detail/grade_column.hpp"
#include "libprofile/records/suggest.hpp"

namespace libprofile::records {
namespace {

using detail::FieldCheck;
using detail::Verdict;

constexpr std::size_t kRowsPerBlock = 65'536;

constexpr std::string_view kPresent = "present";
constexpr std::string_view kPresentRemedy = "fill it in, or leave the row out";
constexpr std::string_view kUniqueRemedy = "remove the repeated row: the first is kept";
constexpr std::string_view kNotBefore = "not before the start";
constexpr std::string_view kNotBeforeRemedy = "look whether start and end are swapped";
constexpr std::string_view kBothCoordinates = "given with the other coordinate, or not at all";
constexpr std::string_view kListedCategory = "a category of the list given";
constexpr std::string_view kListedRemedy = "add it to the list, or translate it in the mapping";

// Every check of a table, and the pairs of columns that are checked together.
struct Checks {
  const ColumnTable& table;
  std::deque<FieldCheck> fields;
  const FieldCheck* start = nullptr;
  const FieldCheck* end = nullptr;
  const FieldCheck* x = nullptr;
  const FieldCheck* y = nullptr;
  detail::GradeColumn grades;
};

// What one run of rows gives.
struct Block {
  std::vector<std::size_t> accepted;
  std::vector<Rejected> rejected;
  std::vector<std::size_t> present;
  std::size_t duplicates = 0;
  std::size_t without_coordinates = 0;
};

Checks checks_for(const ColumnTable& table, Kind kind, const ValidateOptions& options) {
  Checks checks{table, {}, nullptr, nullptr, nullptr, nullptr, detail::GradeColumn(table)};
  for (const Field& field : fields(kind)) {
    const ColumnTable::Entry* entry = table.find(field.name);
    if (entry == nullptr) {
      if (field.need == Need::required) {
        static_cast<void>(table.at(field.name));
      }
      continue;
    }
    const FieldCheck* check = &checks.fields.emplace_back(field, table, *entry, options);
    checks.start = field.name == "start" ? check : checks.start;
    checks.end = field.name == "end" ? check : checks.end;
    checks.x = field.name == "x" ? check : checks.x;
    checks.y = field.name == "y" ? check : checks.y;
  }
  if ((checks.x == nullptr) != (checks.y == nullptr)) {
    static_cast<void>(table.at(checks.x == nullptr ? "x" : "y"));
  }
  return checks;
}

class RowJudge {
 public:
  RowJudge(const Checks& checks, Block& block) : checks_(checks), block_(block) {
    block_.present.assign(checks_.fields.size(), 0);
  }

  void judge(std::size_t row) {
    row_ = row;
    const std::size_t faults_before = block_.rejected.size();
    for (std::size_t i = 0; i < checks_.fields.size(); ++i) {
      judge_field(checks_.fields[i], block_.present[i]);
    }
    if (block_.rejected.size() == faults_before) {
      block_.accepted.push_back(row);
      block_.without_coordinates += has_point() ? 0 : 1;
    }
  }

 private:
  void judge_field(const FieldCheck& check, std::size_t& present) {
    const Verdict verdict = check[row_];
    present += verdict == Verdict::missing ? 0 : 1;
    if (verdict == Verdict::bad) {
      reject(check, check.has_given_list() ? kListedCategory : check.field().rule,
             check.has_given_list() ? kListedRemedy : check.field().remedy);
    } else if (verdict == Verdict::missing) {
      judge_missing(check);
    } else if (!check.repeats().empty() && check.repeats()[row_]) {
      ++block_.duplicates;
      reject(check, kDuplicateRule, kUniqueRemedy);
    } else {
      judge_with_others(check);
    }
  }

  void judge_missing(const FieldCheck& check) {
    if (check.field().need == Need::required) {
      reject(check, kPresent, kPresentRemedy);
    } else if (&check == checks_.x || &check == checks_.y) {
      const FieldCheck& other = &check == checks_.x ? *checks_.y : *checks_.x;
      if (other[row_] == Verdict::good) {
        reject(check, kBothCoordinates, check.field().remedy);
      }
    }
  }

  void judge_with_others(const FieldCheck& check) {
    if (&check == checks_.end && checks_.start != nullptr) {
      const auto start = (*checks_.start->times())[row_];
      if (start && ends_before(*(*check.times())[row_], *start)) {
        reject(check, kNotBefore, kNotBeforeRemedy);
      }
    } else if (check.field().type == FieldType::grade && !checks_.grades.at(row_)) {
      reject(check, check.field().rule, check.field().remedy);
    }
  }

  void reject(const FieldCheck& check, std::string_view rule, std::string_view remedy) {
    const RowAddress address = checks_.table.address(row_);
    block_.rejected.push_back({address.source, address.row, check.column(), rule, remedy});
  }

  bool has_point() const { return checks_.x != nullptr && (*checks_.x)[row_] == Verdict::good; }

  const Checks& checks_;
  Block& block_;
  std::size_t row_ = 0;
};

Validation gathered(const Checks& checks, Kind kind, std::vector<Block> blocks) {
  Validation result;
  result.kind = kind;
  result.rows = checks.table.rows();
  result.accepted.reserve(result.rows);
  for (const FieldCheck& check : checks.fields) {
    result.completeness.push_back({std::string(check.field().name), check.column(), 0, result.rows});
  }
  for (Block& block : blocks) {
    result.accepted.insert(result.accepted.end(), block.accepted.begin(), block.accepted.end());
    std::move(block.rejected.begin(), block.rejected.end(), std::back_inserter(result.rejected));
    result.duplicates += block.duplicates;
    result.without_coordinates += block.without_coordinates;
    for (std::size_t i = 0; i < result.completeness.size(); ++i) {
      result.completeness[i].present += block.present[i];
    }
  }
  return result;
}

}  // namespace

Validation validate(const ColumnTable& table, Kind kind, const ValidateOptions& options) {
  const Checks checks = checks_for(table, kind, options);
  std::vector<Block> blocks((table.rows() + kRowsPerBlock - 1) / kRowsPerBlock);
  core::parallel_blocks(table.rows(), kRowsPerBlock, [&](std::size_t begin, std::size_t end) {
    Block& block = blocks[begin / kRowsPerBlock];
    block.accepted.reserve(end - begin);
    RowJudge judge(checks, block);
    for (std::size_t row = begin; row < end; ++row) {
      judge.judge(row);
    }
  });
  return gathered(checks, kind, std::move(blocks));
}

}  // namespace libprofile::records
