// SPDX-License-Identifier: MIT
/// @file
/// Pure functions of protected values give protected values.
#pragma once

#include <type_traits>
#include <utility>

#include "libprofile/disclosure/protected.hpp"

namespace libprofile::disclosure {
namespace detail {

/// @throws DisclosureError  unless both are equal.
void require_equal_policies(const Policy& first, const Policy& other);

template <class T>
const auto& open(const T& argument) {
  if constexpr (IsProtected<T>) {
    return argument.value();
  } else {
    return argument;
  }
}

template <class First, class... Rest>
const Policy& common_policy(const First& first, const Rest&... rest) {
  if constexpr (IsProtected<First>) {
    const auto check = [&first](const auto& other) {
      if constexpr (IsProtected<decltype(other)>) {
        require_equal_policies(first.policy(), other.policy());
      }
    };
    (check(rest), ...);
    return first.policy();
  } else {
    return common_policy(rest...);
  }
}

}  // namespace detail

/// Applies a pure function to protected values and public knowledge; what it returns is protected too.
///
/// `function` is a function object without state, such as a lambda without captures, called with the value inside each
/// protected argument and with the others as they are, all const. That it has no state is checked when compiling, so a
/// raw count cannot come in with it; that it reads no global variable cannot be checked, and is for the reviewer.
///
///     const auto rates = derive([](const ProtectedTable& counts, const geography::AreaSet& areas) { ... }, table,
///     areas);
///
/// @param arguments  `Protected<T>`, at least one, and types that are `PubliclyKnown`, in any order.
/// @returns `Protected<R>`, with R what the function returns by value, under the policy of the arguments.
/// @throws DisclosureError  where the protected arguments have different policies; and what the function throws.
template <class F, class... Arguments>
requires(IsProtected<Arguments> || ...) [[nodiscard]] auto derive(F function, const Arguments&... arguments) {
  static_assert(std::is_empty_v<F> && std::is_default_constructible_v<F>,
                "derive takes a function object without state: a lambda must not capture");
  static_assert(((IsProtected<Arguments> || PubliclyKnown<Arguments>)&&...),
                "derive takes protected values and publicly known types only");
  using Result = std::invoke_result_t<const F&, decltype(detail::open(arguments))...>;
  static_assert(!std::is_reference_v<Result> && !IsProtected<Result>, "derive needs a function that returns by value");
  const Policy& policy = detail::common_policy(arguments...);
  return Gate::pass<Result>(std::as_const(function)(detail::open(arguments)...), policy);
}

}  // namespace libprofile::disclosure
