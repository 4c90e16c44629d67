// SPDX-License-Identifier: MIT
/// @file
/// Values that passed the gate, as a type: what `publish` accepts and nothing else can make.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "libprofile/core/key.hpp"
#include "libprofile/disclosure/policy.hpp"

namespace libprofile::geography {
struct CountTable;
}

namespace libprofile::disclosure {

struct ProtectedCount;
struct ProtectedTable;
struct ProtectedList;
struct ProtectedPremises;
struct ListTable;
struct ProtectedCross;
struct CrossTable;
struct ProtectedHierarchies;
struct HierarchicalCounts;
struct PremisesTable;
struct ProtectedDistances;
struct DistanceTable;
class Gate;

/// False for what only points at a value that somebody else may still change: pointers, references and views.
template <class T>
struct owns_its_value : std::bool_constant<std::is_object_v<T> && !std::is_pointer_v<T> && !std::is_const_v<T> &&
                                           !std::is_array_v<T> && !std::is_volatile_v<T>> {};
template <class T, std::size_t N>
struct owns_its_value<std::span<T, N>> : std::false_type {};
template <class C, class Traits>
struct owns_its_value<std::basic_string_view<C, Traits>> : std::false_type {};
template <class T>
struct owns_its_value<std::reference_wrapper<T>> : std::false_type {};
template <class T>
struct owns_its_value<std::shared_ptr<T>> : std::false_type {};
template <class T, class D>
struct owns_its_value<std::unique_ptr<T, D>> : std::false_type {};
template <class S>
struct owns_its_value<std::function<S>> : std::false_type {};

/// A value computed from protected counts and public knowledge only.
///
/// The functions that `Gate` lists as its friends make the first ones; `derive` makes further ones. A protected value
/// can be copied, moved and read, never built from a raw one, changed, or taken apart.
template <class T>
class Protected final {
  static_assert(owns_its_value<T>::value, "a protected value must own what it holds: no pointer, reference or view");

 public:
  [[nodiscard]] const T& value() const& noexcept { return value_; }
  /// A copy, because a reference would outlive the temporary.
  [[nodiscard]] T value() const&& { return value_; }
  [[nodiscard]] const Policy& policy() const& noexcept { return policy_; }
  [[nodiscard]] Policy policy() const&& { return policy_; }

 private:
  friend class Gate;

  Protected(T value, const Policy& policy) : value_(std::move(value)), policy_(policy) {}

  T value_;
  Policy policy_;
};

template <class T>
struct is_protected : std::false_type {};
template <class T>
struct is_protected<Protected<T>> : std::true_type {};

template <class T>
concept IsProtected = is_protected<std::remove_cvref_t<T>>::value;

/// What everybody knows or may look up, and so may join protected values: outlines, names, residents, options.
///
/// Specialise for a type only where none of its fields holds a count of persons, incidents or records, beside the
/// specialisations of `publicly_known.hpp` or, for options of a method, in `profile`.
template <class T>
struct is_publicly_known : std::false_type {};

/// A number alone is never publicly known: nothing tells it from a raw count.
template <class T>
concept PubliclyKnown = is_publicly_known<std::remove_cvref_t<T>>::value && std::is_class_v<std::remove_cvref_t<T>>;

template <class F, class... Arguments>
requires(IsProtected<Arguments> || ...) [[nodiscard]] auto derive(F function, const Arguments&... arguments);

/// The only maker of protected values. Its friends are every door between raw and released: this list is complete.
class Gate final {
 public:
  Gate() = delete;

 private:
  template <class T>
  static Protected<T> pass(T value, const Policy& policy) {
    return Protected<T>(std::move(value), policy);
  }

  friend Protected<ProtectedTable> protect(const geography::CountTable& table, const Policy& policy,
                                           const core::Key& key);
  friend Protected<ProtectedList> protect_list(const ListTable& table, const Policy& policy, const core::Key& key);
  friend Protected<ProtectedCross> protect_cross(const CrossTable& table, const Policy& policy, const core::Key& key);
  friend Protected<ProtectedHierarchies> protect_hierarchies(const HierarchicalCounts& counts, const Policy& policy,
                                                             const core::Key& key);
  friend Protected<ProtectedPremises> protect_premises(const PremisesTable& table, const Policy& policy,
                                                       const core::Key& key);
  friend Protected<ProtectedDistances> protect_distances(const DistanceTable& table, const ProtectedPremises& premises,
                                                         const Policy& policy, const core::Key& key);
  friend Protected<ProtectedCount> protect_scalar(std::string_view name, std::int64_t count, const Policy& policy,
                                                  const core::Key& key);
  template <class F, class... Arguments>
  requires(IsProtected<Arguments> || ...) friend auto derive(F function, const Arguments&... arguments);
};

}  // namespace libprofile::disclosure
