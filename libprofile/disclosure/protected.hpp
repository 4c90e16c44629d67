// SPDX-License-Identifier: MIT
/// @file
/// Values that passed the gate, as a type: what `publish` accepts and nothing else can make.
#pragma once

#include <type_traits>
#include <utility>

#include "libprofile/disclosure/policy.hpp"

namespace libprofile::disclosure {

/// What everybody knows or may look up, and so may join protected values: outlines, names, residents.
///
/// Specialise for a type only where none of its fields can hold a count of persons, incidents or records.
template <class T>
struct is_publicly_known : std::false_type {};

template <class T>
concept PubliclyKnown = is_publicly_known<std::remove_cvref_t<T>>::value;

/// A value computed from protected counts only.
///
/// Only the gate (`protect`) makes the first one. `derive` makes further ones by a pure function: a function object
/// without captures, so that nothing unprotected can slip in beside the arguments.
template <class T>
class Protected {
 public:
  [[nodiscard]] const T& value() const { return value_; }
  [[nodiscard]] const Policy& policy() const { return policy_; }

 private:
  template <class>
  friend class Protected;
  friend class Gate;

  Protected(T value, Policy policy) : value_(std::move(value)), policy_(std::move(policy)) {}

  T value_;
  Policy policy_;
};

}  // namespace libprofile::disclosure
