#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace liandong::governance {

/// Kinds of need (M1): A administrative, B personal care and support, C commons and property, D dispute,
/// E needs a government department.
enum class CaseKind : std::uint8_t { administrative, care, commons, dispute, departmental };
inline constexpr std::size_t case_kinds = 5;

/// `astray`: waits at the desk that it does not concern; `refused`: asks for a service that is not open to its
/// resident.
enum class CaseState : std::uint8_t { unreported, waiting, above, approved, closed, astray, refused };

/// Who has a case in hand or finished it.
enum class Holder : std::uint8_t { nobody, committee, station, organisation, volunteers, meeting, property };

/// Who brought a need to light of which nothing had been said: a worker on a visit, a party member who looks after the
/// household, or the voice channel.
enum class Finder : std::uint8_t { nobody, worker, party, channel };

/// How a resident reports.
enum class Channel : std::uint8_t { counter, hotline, platform };

/// One need of one resident on its way: 64 bytes, one cache line, no padding. What of the resident is asked for every
/// week is kept here too.
struct Case {
  std::uint32_t resident;
  std::uint32_t household;
  std::uint32_t born;      ///< week
  std::uint32_t reported;  ///< week, or none
  std::uint32_t give_up;   ///< week in which patience ends
  std::int32_t work;       ///< minutes of work left in the community
  std::int32_t work_total;
  std::array<float, 3> preference;  ///< what the resident truly needs, in [0, 1]^3
  float signal;                     ///< what is left of its description after levels passed
  CaseKind kind;
  CaseState state;
  Holder holder;
  std::uint8_t authority;    ///< level needed, 0–3
  std::uint8_t departments;  ///< bit per department needed
  std::uint8_t visits;       ///< trips the resident made
  std::uint8_t levels;       ///< levels passed beyond the community
  std::uint8_t raised;       ///< weeks after its birth in which the voice channel raised it, and 1; 0: not raised
  std::uint8_t needs_approval;
  Channel channel;           ///< by which it came
  std::uint8_t counted;      ///< 1: among its building's open commons matters
  std::uint8_t awaited;      ///< offices that have not answered
  std::uint8_t migrant;      ///< 0 or 1
  std::uint8_t rights_rank;  ///< see Residents
  std::uint8_t skill;        ///< needed, 0–100
  Finder found;              ///< by whom, if its resident did not report it
  float ease;                ///< order in which an overloaded desk takes cases up: the least first
};
static_assert(sizeof(Case) == 64);

/// A case on its way through offices above the community. Ordered by (week, kind, id).
struct Referral {
  std::uint32_t week;  ///< of arrival at the office
  std::uint32_t kind;  ///< CaseKind
  std::uint64_t id;    ///< born << 32 | resident
  std::uint32_t community;
  std::int32_t minutes;        ///< of work left here
  std::uint32_t ready;         ///< earliest week of an answer
  std::uint32_t give_up;       ///< week in which the resident withdraws it
  std::uint8_t street_passes;  ///< desks still to pass before departments: street, then district
  std::uint8_t departments;    ///< departments still to pass, bit each
  std::uint8_t parallel;       ///< 1: departments were summoned at once
  std::uint8_t passed;         ///< levels passed so far
  std::uint8_t astray;         ///< department that it does not concern and to which it goes first, as a bit; 0: none
  std::uint8_t repeats;        ///< 1: another need of the same matter came with it, which takes the full work
  std::uint16_t due;           ///< week by which an answer is due, 0: none
};
static_assert(sizeof(Referral) == 40);

/// An office's answer to the community.
struct Reply {
  std::uint32_t resident;
  std::uint32_t born;
  std::uint32_t passed;  ///< levels
  std::uint32_t unused = 0;
};
static_assert(sizeof(Reply) == 16);

/// A case that waits at a desk, as effort finds it and casework of the same week deals with it.
struct WaitingCase {
  float ease;
  std::uint32_t position;  ///< among the community's open cases
  std::int32_t work;
  CaseKind kind;
  std::uint8_t side;    ///< the desk, a `Side`
  std::uint8_t fresh;   ///< 1: reported this week
  std::uint8_t astray;  ///< 1: does not concern this desk
};

/// A case that waits for an answer from above.
struct AwaitedCase {
  std::uint64_t id;  ///< born << 32 | resident
  std::uint32_t position;
};

/// What one look through a community's open cases found, in their order. Working memory, made anew every week: no part
/// of the state.
struct CasesInHand {
  std::vector<WaitingCase> waiting;
  std::vector<AwaitedCase> above;
};

}  // namespace liandong::governance
