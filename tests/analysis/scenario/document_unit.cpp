#include "analysis/scenario/document.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/sim/temporary_folder.h"

namespace liandong::analysis {
namespace {

using tests::TemporaryFolder;

/// The only problem of a document, which must have one.
Problem problem_of(const std::string& text) {
  Node root;
  Problems problems;
  EXPECT_FALSE(parse_document(text, "f", root, problems)) << text.substr(0, 100);
  return problems.empty() ? Problem{} : problems.list().front();
}

Problem problem_of_file(const std::filesystem::path& file) {
  std::string text;
  Problems problems;
  EXPECT_FALSE(read_text_file(file, text, problems));
  return problems.empty() ? Problem{} : problems.list().front();
}

bool parses(const std::string& text) {
  Node root;
  Problems problems;
  const bool good = parse_document(text, "f", root, problems);
  EXPECT_EQ(good, problems.empty());
  return good;
}

std::string repeated(const std::string& part, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += part;
  return text;
}

void expect_at(const Problem& problem, std::uint32_t line, std::uint32_t column) {
  EXPECT_EQ(problem.file, "f");
  EXPECT_EQ(problem.line, line) << problem.message.en;
  EXPECT_EQ(problem.column, column) << problem.message.en;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST(Document, TakesEveryKindOfValue) {
  const std::string text =
      "a = 1\n\"b c\" = 'text' # comment\n[t.u]\nx.y = [1, 2.5, # two\n  -3e2, ]\nd = 2024-01-31\nw = { k = true, l = "
      "{} }\n"
      "at = 2024-01-31 10:00:00.5+08:00\nto = 10:00:00\nm = \"\"\"\nlines \\\" \"\"of text\"\"\"\"\nh = 0xff\nf = "
      "+inf\n[[list]]\n[[list]]\nz=1_000";
  Node root;
  Problems problems;
  ASSERT_TRUE(parse_document(text, "f", root, problems)) << problems.list().front().message.en;
  EXPECT_EQ(root.find("b c")->text(), "text");
  EXPECT_EQ(root.find("t")->find("u")->find("x")->find("y")->list().size(), 3u);
  EXPECT_EQ(root.find("t")->find("u")->find("m")->text(), "lines \" \"\"of text\"");
  EXPECT_EQ(root.find("list")->list().size(), 2u);
}

TEST(Document, AByteOrderMarkChangesNothing) {
  EXPECT_TRUE(
      parses("\xEF\xBB\xBF"
             "a = 1\n"));
  expect_at(problem_of("\xEF\xBB\xBF"
                       "a 1\n"),
            1, 3);
}

TEST(Document, LinesMayEndAsOnWindows) { EXPECT_TRUE(parses("a = 1\r\n[b]\r\nc = [\r\n1]\r\n")); }

TEST(Document, DepthIsLimitedWhereverItComesFrom) {
  for (const std::string& text :
       {repeated("a.", 200'000) + "a = 1", "[" + repeated("a.", 200'000) + "a]", "a = " + repeated("[", 200'000),
        "a = " + repeated("{a=", 200'000), "a = { " + repeated("b.", 200'000) + "c = 1 }",
        "[" + repeated("a.", 40) + "a]\n" + repeated("b.", 40) + "b = 1"}) {
    const auto problem = problem_of(text);
    EXPECT_TRUE(has(problem.message.en, "more than 64 levels")) << problem.message.en;
    EXPECT_TRUE(has(problem.message.zh, "超过 64 层"));
    EXPECT_GT(problem.line, 0u);
  }
  EXPECT_TRUE(parses(repeated("a.", 63) + "a = 1"));
  EXPECT_TRUE(parses("a = " + repeated("[", 63) + repeated("]", 63)));
}

TEST(Document, AnOverrideMayNestAsDeepAsItLikesWithoutHarm) {
  EXPECT_TRUE(parse_value(repeated("[", 60'000), {}).is_text());
  EXPECT_TRUE(parse_value("{" + repeated("a.", 60'000) + "a = 1}", {}).is_text());
  EXPECT_TRUE(parse_value("[1, 2]", {}).is_list());
}

TEST(Document, ABackslashBeforeACharacterBeyondAsciiIsRefused) {
  for (const auto& text : {"a = \"\\中\"", "a = \"\"\"\nb\\ 中\"\"\"", "a = \"\"\"\\\u0314\"\"\""}) {
    const auto problem = problem_of(text);
    EXPECT_TRUE(has(problem.message.en, "must not stand before this character")) << text;
    EXPECT_TRUE(has(problem.message.zh, "反斜杠")) << text;
  }
  EXPECT_TRUE(parses("a = \"\"\"one \\\n  一\"\"\""));
  EXPECT_TRUE(parses("a = \"\"\"one \\\n  x\"\"\""));
  for (const auto& text : {"a = \"\"\"one \\\n é\"\"\"", "a = \"\"\"one \\\r\n、\"\"\""})
    EXPECT_TRUE(has(problem_of(text).message.en, "at the end of a line")) << text;
}

TEST(Document, ChineseAndTypographicMarksAreNamedWithWhatToWrite) {
  struct Case {
    std::string text, mark, meant;
    std::uint32_t line, column;
  };
  for (const Case& c :
       {Case{"a = [1，2]", "，", " ,", 1, 7}, Case{"x = 1\na = “text”", "“", " \"", 2, 5},
        Case{"a ＝ 1", "＝", " =", 1, 3}, Case{"［t］", "［", " [", 1, 1}, Case{"[t】", "】", " ]", 1, 3},
        Case{"a = １", "１", " 1", 1, 5}, Case{"a＝1", "＝", " =", 1, 2}, Case{"a。b = 1", "。", " .", 1, 2},
        Case{"a = 1、2", "、", " ,", 1, 6}, Case{"a = ‘t’", "‘", " '", 1, 5}}) {
    const auto problem = problem_of(c.text);
    expect_at(problem, c.line, c.column);
    for (const auto& message : {problem.message.en, problem.message.zh}) {
      EXPECT_TRUE(has(message, c.mark)) << message;
      EXPECT_TRUE(message.ends_with(c.meant)) << message;
    }
  }
  EXPECT_TRUE(has(problem_of("a =\u3000"
                             "1")
                      .message.en,
                  "U+3000"));
  EXPECT_TRUE(has(problem_of("a = \"强政府”").message.zh, "请把其中的“””改为 \""));
  EXPECT_TRUE(parses("a = \"强政府，“强社区”\" # ，"));
}

TEST(Document, KeysAreInEnglish) {
  expect_at(problem_of("户数 = 1"), 1, 1);
  expect_at(problem_of("a户 = 1"), 1, 2);
  EXPECT_TRUE(has(problem_of("户数 = 1").message.zh, "键名须用英文"));
  EXPECT_TRUE(parses("\"户数\" = 1"));
}

TEST(Document, WhatFollowsANumberIsNamed) {
  const auto year = problem_of("start_year = 2025年\n");
  expect_at(year, 1, 18);
  EXPECT_EQ(year.message.zh, "2025 之后紧跟着“年”；请只写数字");
  EXPECT_TRUE(has(problem_of("share = 24%").message.en, "\"%\" stands right after 24"));
  EXPECT_TRUE(has(problem_of("weeks = 5 weeks").message.en, "the end of the line"));
}

TEST(Document, WhatIsMissingIsNamed) {
  EXPECT_TRUE(has(problem_of("[#").message.en, "\"#\" stands where a key is wanted"));
  EXPECT_TRUE(has(problem_of("[a").message.en, "the text ends where ] is wanted"));
  EXPECT_TRUE(has(problem_of("a\n").message.en, "the line ends where = is wanted"));
  EXPECT_TRUE(has(problem_of("a =\n").message.en, "the line ends where a value is wanted"));
  EXPECT_TRUE(has(problem_of("a = grid").message.en, "between quotes"));
  EXPECT_TRUE(has(problem_of("a = 强社区").message.zh, "英文引号"));
  EXPECT_TRUE(has(problem_of("a = \"b\nc = 1").message.en, "not closed on this line"));
  expect_at(problem_of("a = 1\nb = [1,\n2"), 2, 5);
  expect_at(problem_of("b = '''1,\n2"), 1, 5);
}

TEST(Document, FaultsThatTheParserFindsAreSaidInBothLanguages) {
  struct Case {
    std::string text, en, zh;
  };
  for (const Case& c :
       {Case{"a = 1\na = 2", "written twice", "键重复定义"}, Case{"[a]\n[a]", "written twice", "键重复定义"},
        Case{"a = {}\na.b = 1", "written twice", "键重复定义"}, Case{"a = 01", "begin with 0", "不能以 0 开头"},
        Case{"a = 1__0", "underscore", "下划线"}, Case{"a = 99999999999999999999", "too large", "数字过大"},
        Case{"a = \"\\q\"", "\\\\", "反斜杠"}, Case{"a = \"\\ud800\"", "hexadecimal", "十六进制"},
        Case{"a = 2024-13-01", "no date", "不是有效的日期"},
        Case{"a = 2024-01-31T:0100:0", "no date", "不是有效的日期"},
        Case{"a = 2024年", "stands right after 2024", "只写数字"}, Case{"a = { y = 2023-01-31 7}", "", ""},
        Case{"a = 1.2.3", "no number", "不是有效的数字"}, Case{"a = 0x", "no number", "不是有效的数字"},
        Case{"a = +", "", ""}}) {
    const auto message = problem_of(c.text).message;
    EXPECT_TRUE(has(message.en, c.en)) << message.en;
    EXPECT_TRUE(has(message.zh, c.zh)) << c.text << ": " << message.zh;
    EXPECT_FALSE(has(message.zh, "expected")) << message.zh;
  }
}

TEST(Document, ControlCharactersAreRefusedRawAndEscaped) {
  using namespace std::string_literals;
  expect_at(problem_of("a = 1\nb = 'x\0y'"s), 2, 7);
  EXPECT_TRUE(has(problem_of("b = 'x\0y'"s).message.en, "U+0000"));
  expect_at(problem_of("a = 1\nb = \"x\\u0000\""), 2, 1);
  EXPECT_TRUE(has(problem_of("b = [\"\\u001b[31m\"]").message.zh, "U+001B"));
  EXPECT_TRUE(has(problem_of("\"a\\u0007\" = 1").message.en, "U+0007"));
  EXPECT_TRUE(has(problem_of("a = '\u0085'").message.en, "U+0085"));
  EXPECT_TRUE(parses("a = \"tab\\t, line\\n\""));
}

TEST(Text, MustBeUtf8) {
  Problems problems;
  EXPECT_FALSE(check_text("\xB0\xFC\xCD\xB7", {"--set"}, problems));
  EXPECT_EQ(problems.list().front().line, 0u);
  EXPECT_TRUE(has(problems.list().front().message.zh, "GBK"));
  EXPECT_TRUE(check_text("包头\t\r\n", {"--set"}, problems));
}

TEST(TextFile, WhatIsNoFileIsSaidAndNeverWaitedFor) {
  const TemporaryFolder folder;
  ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_TRUE(has(problem_of_file(folder / "pipe").message.en, "named pipe"));
  EXPECT_TRUE(has(problem_of_file("/dev/null").message.en, "device"));
  EXPECT_TRUE(has(problem_of_file(folder.path()).message.en, "folder"));
  EXPECT_TRUE(has(problem_of_file(folder / "none").message.zh, "文件不存在"));
  const int server = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{AF_UNIX, {}};
  const std::string path = folder / "socket";
  ASSERT_LT(path.size(), sizeof address.sun_path);
  path.copy(address.sun_path, path.size());
  ASSERT_EQ(bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  EXPECT_TRUE(has(problem_of_file(path).message.en, "socket"));
  close(server);
}

TEST(TextFile, APlaceThatMayNotBeEnteredIsNotCalledMissing) {
  if (geteuid() == 0) GTEST_SKIP() << "root may enter everywhere";
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder / "closed");
  tests::put(folder / "closed/a.toml", "a = 1\n");
  std::filesystem::permissions(folder / "closed", std::filesystem::perms::none);
  const auto problem = problem_of_file(folder / "closed/a.toml");
  EXPECT_TRUE(has(problem.message.en, "Permission denied")) << problem.message.en;
  EXPECT_TRUE(has(problem.message.zh, "没有权限"));
  std::filesystem::permissions(folder / "closed", std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace liandong::analysis
