#include "app/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/cli/progress.h"
#include "app/cli/text.h"

namespace liandong::app {
namespace {

using testing::HasSubstr;
using testing::Not;

template <class... Words>
Request read(Words... words) {
  const char* argv[] = {"liandong", words...};
  return read_command_line(1 + static_cast<int>(sizeof...(words)), argv);
}

TEST(CommandLine, TakesTheOptionsOfCompare) {
  const auto request =
      read("compare", "a.toml", "--set", "run.weeks=4", "--set", "staff.station=2", "--seed", "7", "--replicates", "3",
           "--threads", "2", "--order", "backward", "--out", "x y", "--json", "--lang", "zh");
  EXPECT_STREQ(request.command->name, "compare");
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
  EXPECT_STREQ(request.command->name, "run");
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

/// What the only problem of a command line says in one language.
template <class... Words>
std::string said(Language language, Words... words) {
  try {
    read(words...);
  } catch (const analysis::InputError& error) {
    EXPECT_EQ(error.problems().size(), 1u);
    return render(error.problems().front(), language);
  }
  return "nothing";
}

TEST(CommandLine, TheLanguageMayStandBeforeTheCommand) {
  const auto request = read("--lang", "zh", "compare", "a.toml");
  EXPECT_STREQ(request.command->name, "compare");
  EXPECT_EQ(request.options.language, Language::zh);
  EXPECT_STREQ(read("--lang=en", "plan").command->name, "plan");
}

TEST(CommandLine, AfterTwoDashesAllAreFiles) {
  EXPECT_EQ(read("compare", "--quiet", "--", "a.toml").options.files, std::vector<std::string>{"a.toml"});
  EXPECT_EQ(read("compare", "--", "-a.toml").options.files, std::vector<std::string>{"./-a.toml"});
  EXPECT_EQ(read("diff", "--", "--lang", "b").options.files, (std::vector<std::string>{"./--lang", "b"}));
}

TEST(CommandLine, SetMayBeRepeatedAndItsValueMayHoldEqualSigns) {
  const auto options = read("compare", "--set", "a.b=1", "--set=arm.*.c=x=y", "--set", "title=").options;
  EXPECT_EQ(options.set, (std::vector<std::string>{"a.b=1", "arm.*.c=x=y", "title="}));
}

TEST(CommandLine, WhatIsNoWholeNumberIsSaidWithTheRange) {
  EXPECT_EQ(said(Language::en, "compare", "--seed", "-1"),
            "--seed: must be a whole number from 0 to 9007199254740991; it is \"-1\"");
  EXPECT_EQ(said(Language::zh, "compare", "--seed=-1"), "--seed: 须为 0 至 9007199254740991 的整数，这里是“-1”");
  for (const char* word : {"x", "", "1.5", "1e3", " 1", "18446744073709551616", "9007199254740992"})
    EXPECT_THAT(said(Language::en, "compare", "--seed", word), HasSubstr("--seed: must be a whole number")) << word;
  EXPECT_THAT(said(Language::zh, "run", "--threads", "0"), HasSubstr("1 至 4096"));
  EXPECT_THAT(said(Language::zh, "run", "--replicate", "4294967296"), HasSubstr("4294967295"));
  EXPECT_EQ(read("compare", "--seed", "9007199254740991").options.seed, 9007199254740991u);
}

TEST(CommandLine, WhatIsMissingOrTooMuchIsSaidInBothLanguages) {
  EXPECT_EQ(said(Language::zh, "--lang", "zh", "diff"), "缺少参数：两个安排文件或名称");
  EXPECT_EQ(said(Language::zh, "--lang", "zh", "diff", "a"), "缺少参数：两个安排文件或名称");
  EXPECT_EQ(said(Language::en, "--lang", "en", "report"), "something is missing: Results file");
  EXPECT_THAT(said(Language::zh, "--lang", "zh", "diff", "a", "b", "c"), HasSubstr("参数过多"));
  EXPECT_EQ(said(Language::zh, "compare", "--out"), "--out: 之后须有一个值");
  EXPECT_EQ(said(Language::zh, "compare", "--out", "--seed", "1"), "--out: 之后须有一个值");
  EXPECT_EQ(said(Language::zh, "compare", "--out", ""), "--out: 不能为空");
  EXPECT_EQ(said(Language::en, "compare", "--seed", "1", "--seed", "2"), "--seed: is given more than once");
  EXPECT_THAT(said(Language::zh, "bench", "--reference", "--large"), HasSubstr("不能同时使用"));
  EXPECT_THAT(said(Language::zh, "compare", "--order", "sideways"),
              HasSubstr("须为以下之一：forward, backward, shuffled"));
  EXPECT_THAT(said(Language::zh, "compare", "--lang", "fr"), HasSubstr("zh, en"));
}

TEST(CommandLine, SlipsAreAnsweredWithTheNearestWord) {
  EXPECT_EQ(said(Language::en, "comapre"), "there is no command \"comapre\"; did you mean \"compare\"?");
  EXPECT_EQ(said(Language::zh, "compare", "--seeed", "1"), "无法识别“--seeed”，是否想写“--seed”？");
}

TEST(CommandLine, NoChineseMessageHoldsWordsOfTheParser) {
  for (const auto& message :
       {said(Language::zh, "diff"), said(Language::zh, "compare", "--seed"), said(Language::zh, "run", "--arm"),
        said(Language::zh, "run", "--snapshot-at", "3"), said(Language::zh, "compare", "a", "b"),
        said(Language::zh, "compare", "--json=maybe"), said(Language::zh, "-z")})
    for (const char* leak : {"required", "expected", "missing", "Could", "invalid", "TEXT"})
      EXPECT_THAT(message, Not(HasSubstr(leak))) << message;
}

TEST(CommandLine, WhatIsNoTextIsRefused) {
  EXPECT_THAT(said(Language::en, "compare", "--set", "title=\xB0\xFC"), HasSubstr("not UTF-8"));
  EXPECT_THAT(said(Language::zh, "compare", "--out", "\xB0\xFC"), HasSubstr("不是 UTF-8"));
  EXPECT_THAT(said(Language::zh, "compare", "a\x1b.toml"), HasSubstr("U+001B"));
}

TEST(CommandLine, IsKeptAsAShellReadsIt) {
  const auto request = read("compare", "it's $HOME.toml", "--set", "a=1");
  EXPECT_EQ(request.options.command_line, "liandong compare 'it'\\''s $HOME.toml' --set a=1");
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
