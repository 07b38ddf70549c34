#include "app/cli/command_line.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "app/cli/commands.h"
#include "app/cli/progress.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

template <class... Words>
Request read(Words... words) {
  const char* argv[] = {"liandong", words...};
  return read_command_line(1 + static_cast<int>(sizeof...(words)), argv);
}

TEST(CommandLine, TakesTheOptionsOfCompare) {
  const auto request =
      read("compare", "a.toml", "--set", "run.weeks=4", "--set", "staff.station=2", "--seed", "7", "--replicates", "3",
           "--threads", "2", "--order", "backward", "--out", "x y", "--json", "--lang", "zh");
  EXPECT_EQ(request.command, &compare);
  const auto& options = request.options;
  EXPECT_EQ(options.files, std::vector<std::string>{"a.toml"});
  EXPECT_EQ(options.set, (std::vector<std::string>{"run.weeks=4", "staff.station=2"}));
  EXPECT_EQ(options.threads, 2u);
  EXPECT_EQ(options.order, sim::Order::backward);
  EXPECT_EQ(options.out, "x y");
  EXPECT_TRUE(options.json);
  EXPECT_EQ(options.language, Language::zh);
  EXPECT_TRUE(options.command_line.ends_with("--out 'x y' --json --lang zh"));
}

TEST(CommandLine, SetAfterAStudyDoesNotSwallowIt) {
  const auto request = read("compare", "--set", "run.weeks=4", "a.toml");
  EXPECT_EQ(request.options.files, std::vector<std::string>{"a.toml"});
  EXPECT_EQ(request.options.set.size(), 1u);
}

TEST(CommandLine, SeedAndReplicatesComeAfterSet) {
  const auto overrides =
      overrides_of(read("compare", "--set", "run.seed=1", "--seed", "7", "--replicates", "3").options);
  const std::vector<std::pair<std::string, std::string>> expected{
      {"run.seed", "1"}, {"run.seed", "7"}, {"run.replicates", "3"}};
  EXPECT_EQ(overrides.set, expected);
}

TEST(CommandLine, TakesSeveralSnapshotsAndGraphs) {
  const auto request =
      read("run", "--snapshot-at", "3", "a.h5", "--snapshot-at", "5", "b.h5", "--graphml", "ties@4", "c.graphml");
  EXPECT_EQ(request.command, &run);
  ASSERT_EQ(request.options.snapshots.size(), 2u);
  EXPECT_EQ(request.options.snapshots[1], std::make_pair(std::string("5"), std::string("b.h5")));
  EXPECT_EQ(request.options.graphs.size(), 1u);
}

TEST(CommandLine, RefusesWhatItDoesNotUnderstand) {
  EXPECT_THROW(read("comapre"), analysis::InputError);
  EXPECT_THROW(read("compare", "--seed", "x"), analysis::InputError);
  EXPECT_THROW(read("compare", "--order", "sideways"), analysis::InputError);
  EXPECT_THROW(read("diff", "one.toml"), analysis::InputError);
  EXPECT_THROW(read("compare", "one.toml", "two.toml"), analysis::InputError);
}

TEST(Language, ComesFromTheFirstVariableThatIsSet) {
  setenv("LANG", "zh_CN.UTF-8", 1);
  unsetenv("LC_MESSAGES");
  unsetenv("LC_ALL");
  EXPECT_EQ(language_of_environment(), Language::zh);
  setenv("LC_ALL", "en_GB.UTF-8", 1);
  EXPECT_EQ(language_of_environment(), Language::en);
  setenv("LC_ALL", "", 1);
  EXPECT_EQ(language_of_environment(), Language::zh);
}

TEST(Duration, ReadsAsAClock) {
  EXPECT_EQ(duration(3.4), "0:03");
  EXPECT_EQ(duration(125), "2:05");
  EXPECT_EQ(duration(3907), "1:05:07");
}

}  // namespace
}  // namespace liandong::app
