// SPDX-License-Identifier: MIT
/// @file
/// The errors that libprofile throws, and the one form that their messages have.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace libprofile {

/// Anything that libprofile throws on purpose.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An argument breaks its documented rule.
class InvalidArgument : public Error {
 public:
  using Error::Error;
};

/// Coordinates are in the wrong reference system, or in none.
class CrsError : public Error {
 public:
  using Error::Error;
};

/// A geometry is invalid or of the wrong kind.
class GeometryError : public Error {
 public:
  using Error::Error;
};

/// A file cannot be read or written, or does not hold what its configuration says.
class InputError : public Error {
 public:
  using Error::Error;
};

/// Something would leave the room that the policy does not let out.
class DisclosureError : public Error {
 public:
  using Error::Error;
};

/// The caller asked for work to stop before it was done.
class Cancelled : public Error {
 public:
  using Error::Error;
};

/// Throws `InvalidArgument` with "name = value: must be rule" unless `holds`. Write the claim so that NaN fails it.
void require(bool holds, std::string_view name, double value, std::string_view rule);
void require(bool holds, std::string_view name, std::int64_t value, std::string_view rule);
void require(bool holds, std::string_view name, std::int32_t value, std::string_view rule);
void require(bool holds, std::string_view name, std::size_t value, std::string_view rule);

/// The same for text that is safe to repeat: names of columns, units and files, never the value of a person's field.
void require(bool holds, std::string_view name, std::string_view value, std::string_view rule);

}  // namespace libprofile
