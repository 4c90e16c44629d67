// SPDX-License-Identifier: MIT
#include "libprofile/risk/detail/sparse_cholesky.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <Eigen/Cholesky>

namespace libprofile::risk::detail {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Adds what a child leaves over to its parent's columns and rest.
void extend_add(const MatrixXd& from, const std::vector<int>& to, Eigen::Index columns, Eigen::Map<MatrixXd> block,
                MatrixXd& rest) {
  for (Eigen::Index b = 0; b < from.cols(); ++b) {
    const Eigen::Index column = to[static_cast<std::size_t>(b)];
    const Eigen::Index skipped = column < columns ? 0 : columns;
    double* target = column < columns ? block.col(column).data() : rest.col(column - columns).data();
    for (Eigen::Index a = b; a < from.rows(); ++a) {
      target[to[static_cast<std::size_t>(a)] - skipped] += from(a, b);
    }
  }
}

/// The parent's inverse on the rows below a child.
MatrixXd gather(const MatrixXd& parent, const std::vector<int>& rows) {
  const auto n = static_cast<Eigen::Index>(rows.size());
  MatrixXd found(n, n);
  for (Eigen::Index b = 0; b < n; ++b) {
    const double* column = parent.col(rows[static_cast<std::size_t>(b)]).data();
    for (Eigen::Index a = 0; a < n; ++a) {
      found(a, b) = column[rows[static_cast<std::size_t>(a)]];
    }
  }
  return found;
}

}  // namespace

SparseCholesky::SparseCholesky(std::shared_ptr<const Supernodes> pattern) : nodes_(std::move(pattern)) {
  std::size_t end = 0;
  for (const Supernode& node : *nodes_) {
    begin_.push_back(end);
    end += static_cast<std::size_t>(node.rows()) * static_cast<std::size_t>(node.columns);
  }
  values_.resize(end);
}

SparseCholesky::Block SparseCholesky::block(std::size_t s) {
  return {values_.data() + begin_[s], (*nodes_)[s].rows(), (*nodes_)[s].columns};
}

SparseCholesky::ConstBlock SparseCholesky::block(std::size_t s) const {
  return {values_.data() + begin_[s], (*nodes_)[s].rows(), (*nodes_)[s].columns};
}

void SparseCholesky::assemble(const SparseMatrix& matrix, std::size_t s, std::vector<MatrixXd>& rests) {
  const Supernode& node = (*nodes_)[s];
  Block own = block(s);
  own.setZero();
  for (int k = 0; k < node.columns; ++k) {
    auto below = node.below.begin();
    for (SparseMatrix::InnerIterator entry(matrix, node.first + k); entry; ++entry) {
      const auto row = static_cast<int>(entry.row());
      if (row >= node.first + node.columns) {
        below = std::lower_bound(below, node.below.end(), row);
        own(node.columns + (below - node.below.begin()), k) += entry.value();
      } else if (row >= node.first + k) {
        own(row - node.first, k) += entry.value();
      }
    }
  }
  rests[s] = MatrixXd::Zero(static_cast<Eigen::Index>(node.below.size()), static_cast<Eigen::Index>(node.below.size()));
  for (const int child : node.children) {
    MatrixXd& rest = rests[static_cast<std::size_t>(child)];
    extend_add(rest, (*nodes_)[static_cast<std::size_t>(child)].in_parent, node.columns, own, rests[s]);
    rest.resize(0, 0);
  }
}

bool SparseCholesky::factorise(const SparseMatrix& matrix) {
  std::vector<MatrixXd> rests(nodes_->size());
  for (std::size_t s = 0; s < nodes_->size(); ++s) {
    assemble(matrix, s, rests);
    const Eigen::Index columns = (*nodes_)[s].columns;
    const auto rows_below = static_cast<Eigen::Index>((*nodes_)[s].below.size());
    auto own = block(s).topRows(columns);
    auto below = block(s).bottomRows(rows_below);
    const Eigen::LLT<Eigen::Ref<MatrixXd>> root(own);
    if (root.info() != Eigen::Success || !own.diagonal().allFinite()) {
      return false;
    }
    own.triangularView<Eigen::Lower>().transpose().solveInPlace<Eigen::OnTheRight>(below);
    rests[s].selfadjointView<Eigen::Lower>().rankUpdate(below, -1.0);
  }
  return true;
}

double SparseCholesky::log_determinant() const {
  double sum = 0.0;
  for (std::size_t s = 0; s < nodes_->size(); ++s) {
    sum += block(s).diagonal().array().log().sum();
  }
  return 2.0 * sum;
}

MatrixXd SparseCholesky::solve(const MatrixXd& right) const {
  MatrixXd x = right;
  VectorXd rest(x.rows());
  for (std::size_t s = 0; s < nodes_->size(); ++s) {
    const Supernode& node = (*nodes_)[s];
    const ConstBlock own = block(s);
    const auto rows_below = static_cast<Eigen::Index>(node.below.size());
    for (auto column : x.colwise()) {
      auto here = column.segment(node.first, node.columns);
      own.topRows(node.columns).triangularView<Eigen::Lower>().solveInPlace(here);
      rest.head(rows_below).noalias() = own.bottomRows(rows_below) * here;
      for (Eigen::Index i = 0; i < rows_below; ++i) {
        column[node.below[static_cast<std::size_t>(i)]] -= rest[i];
      }
    }
  }
  return colour(x);
}

MatrixXd SparseCholesky::colour(const MatrixXd& white) const {
  MatrixXd x = white;
  VectorXd rest(x.rows());
  for (std::size_t s = nodes_->size(); s-- > 0;) {
    const Supernode& node = (*nodes_)[s];
    const ConstBlock own = block(s);
    const auto rows_below = static_cast<Eigen::Index>(node.below.size());
    for (auto column : x.colwise()) {
      for (Eigen::Index i = 0; i < rows_below; ++i) {
        rest[i] = column[node.below[static_cast<std::size_t>(i)]];
      }
      auto here = column.segment(node.first, node.columns);
      here.noalias() -= own.bottomRows(rows_below).transpose() * rest.head(rows_below);
      own.topRows(node.columns).triangularView<Eigen::Lower>().transpose().solveInPlace(here);
    }
  }
  return x;
}

VectorXd SparseCholesky::inverse_diagonal() const {
  VectorXd diagonal(static_cast<Eigen::Index>(nodes_->empty() ? 0 : nodes_->back().first + nodes_->back().columns));
  // The inverse on the rows of each supernode, while there are children that need it.
  std::vector<MatrixXd> inverses(nodes_->size());
  std::vector<std::size_t> waiting(nodes_->size());
  for (std::size_t s = nodes_->size(); s-- > 0;) {
    const Supernode& node = (*nodes_)[s];
    const auto rows_below = static_cast<Eigen::Index>(node.below.size());
    const auto root = block(s).topRows(node.columns).triangularView<Eigen::Lower>();
    MatrixXd inverse_root = MatrixXd::Identity(node.columns, node.columns);
    root.solveInPlace(inverse_root);
    MatrixXd inverse(node.rows(), node.rows());
    auto own = inverse.topLeftCorner(node.columns, node.columns);
    own.noalias() = inverse_root.transpose() * inverse_root;
    if (node.parent >= 0) {
      const auto parent = static_cast<std::size_t>(node.parent);
      const MatrixXd below = block(s).bottomRows(rows_below) * inverse_root;
      inverse.bottomRightCorner(rows_below, rows_below) = gather(inverses[parent], node.in_parent);
      auto link = inverse.bottomLeftCorner(rows_below, node.columns);
      link.noalias() = -inverse.bottomRightCorner(rows_below, rows_below) * below;
      own.noalias() -= below.transpose() * link;
      inverse.topRightCorner(node.columns, rows_below) = link.transpose();
      if (--waiting[parent] == 0) {
        inverses[parent].resize(0, 0);
      }
    }
    diagonal.segment(node.first, node.columns) = own.diagonal();
    waiting[s] = node.children.size();
    if (waiting[s] > 0) {
      inverses[s] = std::move(inverse);
    }
  }
  return diagonal;
}

}  // namespace libprofile::risk::detail
