#include "app/cli/terminal.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "app/cli/failure.h"
#include "app/cli/stop.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::app {
namespace {

TEST(Visible, LeavesOrdinaryTextAlone) {
  EXPECT_EQ(visible("强政府\tagainst\n\"强社区\" 🏘"), "强政府\tagainst\n\"强社区\" 🏘");
  EXPECT_EQ(visible(""), "");
}

TEST(Visible, TakesItsPowerOverATerminalFromText) {
  EXPECT_EQ(visible("\x1b]0;title\a\x1b[31m"), "␛]0;title␇␛[31m");
  EXPECT_EQ(visible("good\rbad\b\x7f"), "good␍bad␈␡");
  EXPECT_EQ(visible(std::string("a\0b", 3)), "a␀b");
  EXPECT_EQ(visible("\u009b31m \u202egnp.\u202c \u2066"), "\uFFFD31m \uFFFDgnp.\uFFFD \uFFFD");
}

TEST(Visible, ShowsBytesThatAreNoText) {
  EXPECT_EQ(visible("a\xB0\xFC"
                    "b\xE5"),
            "a\uFFFD\uFFFD"
            "b\uFFFD");
}

/// Puts `file` in place of a standard stream for a while.
class Redirected {
 public:
  Redirected(std::FILE* stream, const char* file, int flags) : stream_(stream), kept_(dup(fileno(stream))) {
    std::fflush(stream_);
    const int opened = open(file, flags, 0600);
    dup2(opened, fileno(stream_));
    close(opened);
  }
  ~Redirected() {
    std::fflush(stream_);
    std::clearerr(stream_);
    dup2(kept_, fileno(stream_));
    close(kept_);
  }
  Redirected(const Redirected&) = delete;
  Redirected& operator=(const Redirected&) = delete;

 private:
  std::FILE* stream_;
  int kept_;
};

std::string failure_of_printing(const std::string& text) {
  try {
    print(text);
    finish_printing();
  } catch (const Failure& failure) {
    return failure.message().en + " | " + failure.message().zh;
  }
  return {};
}

TEST(Printing, AFullDeviceIsSaidToBeFull) {
  const Redirected full(stdout, "/dev/full", O_WRONLY);
  errno = EISDIR;
  EXPECT_EQ(failure_of_printing("text"), "standard output: No space left on device | 标准输出：磁盘空间不足");
  EXPECT_NE(failure_of_printing(std::string(1 << 20, 'x')), "");
}

TEST(Printing, AnOutputThatCannotBeWrittenFails) {
  const Redirected closed(stdout, "/dev/null", O_RDONLY);
  EXPECT_EQ(failure_of_printing("text"), "standard output: Bad file descriptor | 标准输出：未打开");
}

TEST(Printing, WhatIsPrintedAndComplainedIsVisible) {
  const tests::TemporaryFolder folder;
  {
    const Redirected out(stdout, (folder / "out").c_str(), O_WRONLY | O_CREAT);
    const Redirected err(stderr, (folder / "err").c_str(), O_WRONLY | O_CREAT);
    print("a\x1b[2J\n");
    complain("b\x1b[2J");
    show_status("c\x1b[2J");
  }
  EXPECT_EQ(tests::content(folder / "out"), "a␛[2J\n");
  EXPECT_EQ(tests::content(folder / "err"), "b␛[2J\n\r\x1b[2Kc␛[2J");
}

TEST(Signals, WritesIntoClosedPipesFailInPlaceOfEndingTheProgram) {
  let_writes_fail();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  EXPECT_EQ(write(ends[1], "x", 1), -1);
  EXPECT_EQ(errno, EPIPE);
  close(ends[1]);
  struct sigaction action = {};
  ASSERT_EQ(sigaction(SIGXFSZ, nullptr, &action), 0);
  EXPECT_EQ(action.sa_handler, SIG_IGN);
}

}  // namespace
}  // namespace liandong::app
