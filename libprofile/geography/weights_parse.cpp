// SPDX-License-Identifier: MIT
#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <utility>

#include "libprofile/core/error.hpp"
#include "libprofile/geography/detail/id_index.hpp"
#include "libprofile/geography/detail/weights_lines.hpp"
#include "libprofile/geography/weights_files.hpp"

namespace libprofile::geography {
namespace {

using detail::IdIndex;
using detail::Link;
using detail::WordLines;

/// Islands of a GWT file take no bytes of it: so many more places than bytes are believed.
constexpr std::size_t kMostSilentIslands = 10'000'000;
constexpr std::string_view kHeader = "the first line must be the number of places, or \"0 n file column\"";

/// n of "n" and of "0 n file column"; names of files may have blanks.
std::size_t read_header(WordLines& lines) {
  const auto& words = lines.next();
  if (words.empty()) {
    lines.fail("empty: " + std::string(kHeader));
  }
  if (words.size() != 1 && words.size() < 4) {
    lines.fail(kHeader);
  }
  return lines.whole(words.size() == 1 ? words[0] : words[1], "the number of places");
}

IdIndex index_of(std::span<const std::string> ids, std::size_t n, const WordLines& lines) {
  if (!ids.empty() && ids.size() != n) {
    lines.fail("the header says " + std::to_string(n) + " places, ids has " + std::to_string(ids.size()) +
               ": they must be as many");
  }
  detail::require_ids(ids, ids.size());
  IdIndex index;
  for (const std::string& id : ids) {
    index.number(id);
  }
  return index;
}

/// What GAL says of places, before their numbers are known.
struct GalRecord {
  std::string_view id;
  std::vector<std::string_view> neighbours;
  std::size_t line = 0;
};

std::vector<GalRecord> read_gal_records(WordLines& lines, std::size_t n) {
  std::vector<GalRecord> records;
  while (true) {
    const auto& head = lines.next();
    if (head.empty()) {
      return records;
    }
    if (head.size() != 2) {
      lines.fail("has " + std::to_string(head.size()) + " words: must be an identifier and its number of neighbours");
    }
    if (records.size() == n) {
      lines.fail("more places than the header says (" + std::to_string(n) + ")");
    }
    GalRecord record{head[0], {}, lines.line()};
    const std::size_t count = lines.whole(head[1], "the number of neighbours");
    if (count > 0) {
      record.neighbours = lines.next();
      record.line = lines.line();
    }
    if (record.neighbours.size() != count) {
      lines.fail("has " + std::to_string(record.neighbours.size()) + " neighbours: the line before says " +
                 std::to_string(count));
    }
    records.push_back(std::move(record));
  }
}

[[noreturn]] void fail_at(std::string_view name, std::size_t line, const std::string& what) {
  throw InputError(std::string(name) + ", line " + std::to_string(line) + ": " + what);
}

IdentifiedWeights parse_gal(std::string_view text, std::string_view name, std::span<const std::string> ids) {
  WordLines lines(text, name);
  const std::size_t n = read_header(lines);
  IdIndex index = index_of(ids, n, lines);
  const std::vector<GalRecord> records = read_gal_records(lines, n);
  if (records.size() != n) {
    lines.fail("the file ends after " + std::to_string(records.size()) + " places: the header says " +
               std::to_string(n));
  }
  IdIndex seen;
  for (const GalRecord& record : records) {
    const std::size_t places_before = seen.size();
    if (seen.number(record.id) != places_before) {
      fail_at(name, record.line, "the place stands there twice: identifiers must differ");
    }
    if (!ids.empty() && !index.find(record.id)) {
      fail_at(name, record.line, "the place is not among ids");
    }
    index.number(record.id);
  }
  std::vector<Link> links;
  for (const GalRecord& record : records) {
    for (const std::string_view neighbour : record.neighbours) {
      const auto to = index.find(neighbour);
      if (!to) {
        fail_at(name, record.line, "a neighbour that is no place of the file");
      }
      links.push_back({*index.find(record.id), *to, 1.0, record.line});
    }
  }
  return {detail::weights_from_links(std::move(links), n, name), index.ids()};
}

/// The number of an identifier that is one of 1 to n, written plainly; 0 for others.
std::size_t plain_number(std::string_view id, std::size_t n) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
  const bool is_plain = error == std::errc() && end == id.data() + id.size() && id.front() != '0' && number <= n;
  return is_plain ? number : 0;
}

/// Links between places numbered as `places` has them, renumbered as ids 1 to n.
IdentifiedWeights numbered_from_one(std::vector<Link> links, const std::vector<std::string>& places, std::size_t n,
                                    std::string_view name) {
  for (Link& link : links) {
    link.from = static_cast<std::uint32_t>(plain_number(places[link.from], n) - 1);
    link.to = static_cast<std::uint32_t>(plain_number(places[link.to], n) - 1);
  }
  IdentifiedWeights result{detail::weights_from_links(std::move(links), n, name), {}};
  for (std::size_t i = 1; i <= n; ++i) {
    result.ids.push_back(std::to_string(i));
  }
  return result;
}

std::vector<Link> read_gwt_links(WordLines& lines, IdIndex& index, std::size_t n, bool knows_ids) {
  std::vector<Link> links;
  const auto number = [&](std::string_view id) {
    if (knows_ids && !index.find(id)) {
      lines.fail("a place that is not among ids");
    }
    const std::uint32_t place = index.number(id);
    if (place >= n) {
      lines.fail("more places than the header says (" + std::to_string(n) + ")");
    }
    return place;
  };
  while (true) {
    const auto& words = lines.next();
    if (words.empty()) {
      return links;
    }
    if (words.size() != 3) {
      lines.fail("has " + std::to_string(words.size()) + " words: must be an identifier, a neighbour and a value");
    }
    const std::uint32_t from = number(words[0]);
    const std::uint32_t to = number(words[1]);
    links.push_back({from, to, lines.finite(words[2], "the value"), lines.line()});
  }
}

IdentifiedWeights parse_gwt(std::string_view text, std::string_view name, std::span<const std::string> ids) {
  WordLines lines(text, name);
  const std::size_t n = read_header(lines);
  IdIndex index = index_of(ids, n, lines);
  std::vector<Link> links = read_gwt_links(lines, index, n, !ids.empty());
  std::vector<std::string> places = index.ids();
  // Every place has a link in no more bytes than the file has: an absurd n is refused here.
  const bool are_numbers =
      ids.empty() && n <= text.size() + kMostSilentIslands &&
      std::all_of(places.begin(), places.end(), [n](const std::string& id) { return plain_number(id, n) > 0; });
  if (are_numbers) {
    return numbered_from_one(std::move(links), places, n, name);
  }
  if (places.size() != n) {
    lines.fail("the header says " + std::to_string(n) + " places, and " + std::to_string(places.size()) +
               " have links: name all of them (ids), for GWT does not name islands");
  }
  return {detail::weights_from_links(std::move(links), n, name), std::move(places)};
}

}  // namespace

IdentifiedWeights parse_weights(std::string_view text, WeightsFormat format, std::string_view name,
                                std::span<const std::string> ids) {
  return format == WeightsFormat::gal ? parse_gal(text, name, ids) : parse_gwt(text, name, ids);
}

}  // namespace libprofile::geography
