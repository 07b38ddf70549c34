#include "app/cli/output_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/cli/failure.h"
#include "sim/store/seal.h"
#include "tests/sim/temporary_folder.h"

namespace liandong::app {
namespace {

using testing::HasSubstr;

namespace fs = std::filesystem;
using tests::content;
using tests::put;
using tests::TemporaryFolder;

const std::vector<std::string> names{"page.html", "data.h5"};

/// What the failure of `action` says in Chinese; empty if it does not fail.
template <class Action>
std::string failure_of(Action&& action) {
  try {
    action();
  } catch (const Failure& failure) {
    EXPECT_FALSE(failure.message().en.empty());
    return failure.message().zh;
  }
  return {};
}

std::string opening_fails(const fs::path& folder) {
  return failure_of([&] { const OutputFolder opened(folder, names, "liandong compare"); });
}

/// Runs `action` in a process that then ends as if killed, and waits for it.
template <class Action>
void in_killed_process(Action&& action) {
  const auto child = fork();
  if (child == 0) {
    action();
    _exit(0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
}

/// Content of a file that bears the seal of this program.
std::string sealed(const std::string& content) { return sim::seal_of(std::as_bytes(std::span(content))) + content; }

TEST(OutputFolder, FilesAppearTogetherAtTheEndAndNothingElseStays) {
  const TemporaryFolder around;
  const auto folder = around / "a/b";
  {
    OutputFolder output(folder, names, "");
    put(output.staged("page.html"), "new page");
    put(output.staged("data.h5"), "new data");
    EXPECT_FALSE(fs::exists(folder / "page.html"));
    output.commit();
    EXPECT_EQ(content(folder / "page.html"), "new page");
    EXPECT_EQ(content(folder / "data.h5"), "new data");
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), fs::directory_iterator()), 2);
}

TEST(OutputFolder, FilesMayBeStagedAgainAfterACommitAndTheFirstStayUntilTheNext) {
  const TemporaryFolder folder;
  {
    OutputFolder output(folder.path(), names, "");
    put(output.staged("page.html"), "first");
    output.commit();
    put(output.staged("page.html"), "second");
    EXPECT_EQ(content(folder / "page.html"), "first");
    output.commit();
    put(output.staged("page.html"), "third");
  }
  EXPECT_EQ(content(folder / "page.html"), "second");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(OutputFolder, WithoutCommitTheOldFilesStay) {
  const TemporaryFolder folder;
  put(folder / "page.html", "old");
  {
    OutputFolder output(folder.path(), names, "");
    put(output.staged("page.html"), "new");
  }
  EXPECT_EQ(content(folder / "page.html"), "old");
  EXPECT_EQ(folder.files(), 1u);
}

TEST(OutputFolder, ASecondRunIsToldWhoHasIt) {
  const TemporaryFolder folder;
  {
    const OutputFolder first(folder.path(), names, "liandong compare 'my study'");
    const auto message = opening_fails(folder.path());
    EXPECT_THAT(message, HasSubstr(std::to_string(getpid()) + " 号进程")) << message;
    EXPECT_THAT(message, HasSubstr("liandong compare 'my study'")) << message;
    EXPECT_THAT(message, HasSubstr("UTC")) << message;
  }
  EXPECT_EQ(opening_fails(folder.path()), "");
}

TEST(OutputFolder, ADeadRunDoesNotBlockAndItsFilesAreClearedAway) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "partial");
  in_killed_process([&] {
    auto* output = new OutputFolder(folder.path(), names, "");
    put(output->staged("data.h5"), "half");
    put(output->staged(".liandong-0123456789abcdef.partial"), "half");
    put(folder / ".liandong-00000000000000ff.partial", "half");
    put(folder / "partial/.liandong-fedcba9876543210.partial", "half");
    put(folder / "partial/replicate-00000.h5", "whole");
  });
  EXPECT_GT(folder.files(), 2u);
  EXPECT_EQ(opening_fails(folder.path()), "");
  EXPECT_EQ(folder.files(), 1u);
  EXPECT_TRUE(fs::exists(folder / "partial/replicate-00000.h5"));
  EXPECT_FALSE(fs::exists(folder / "partial/.liandong-fedcba9876543210.partial"));
}

TEST(OutputFolder, ACommitThatWasEndedBetweenIsFinishedByTheNext) {
  for (const bool by_reader : {true, false}) {
    const TemporaryFolder folder;
    put(folder / "page.html", "old page");
    put(folder / "data.h5", "new data");
    fs::create_directory(folder / ".liandong-finished");
    put(folder / ".liandong-finished/page.html", "new page");
    if (by_reader)
      finish_interrupted_commit(folder.path());
    else
      EXPECT_EQ(opening_fails(folder.path()), "");
    EXPECT_EQ(content(folder / "page.html"), "new page");
    EXPECT_EQ(folder.files(), 2u);
  }
}

TEST(OutputFolder, AReaderLeavesTheCommitOfARunToIt) {
  const TemporaryFolder folder;
  const OutputFolder output(folder.path(), names, "");
  fs::create_directory(folder / ".liandong-finished");
  put(folder / ".liandong-finished/page.html", "new page");
  finish_interrupted_commit(folder.path());
  EXPECT_FALSE(fs::exists(folder / "page.html"));
}

TEST(OutputFolder, WhatStandsInTheWayIsRefusedBeforeTheWork) {
  const TemporaryFolder folder;
  fs::create_directory(folder / "data.h5");
  EXPECT_THAT(opening_fails(folder.path()), HasSubstr("data.h5：此处无法写入文件"));
  fs::remove(folder / "data.h5");
  put(folder / "partial", "a file of the user's");
  EXPECT_THAT(opening_fails(folder.path()), HasSubstr("partial：须为可写的文件夹"));
  EXPECT_EQ(content(folder / "partial"), "a file of the user's");
  put(folder / "file", "");
  EXPECT_THAT(opening_fails(folder / "file"), HasSubstr("无法写入"));
  EXPECT_THAT(opening_fails(folder / "file/below"), HasSubstr("不是文件夹"));
  EXPECT_EQ(folder.files(), 2u);
}

TEST(OutputFolder, WithoutPermissionItIsRefusedBeforeTheWork) {
  if (geteuid() == 0) GTEST_SKIP() << "root may write anywhere";
  const TemporaryFolder folder;
  fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_THAT(opening_fails(folder.path()), HasSubstr("没有权限"));
  fs::permissions(folder.path(), fs::perms::owner_all);
}

TEST(OutputFolder, NothingOfTheUsersIsRemoved) {
  const TemporaryFolder folder;
  fs::create_directories(folder / ".unfinished-notes");
  fs::create_directories(folder / "partial/replicate-00002.h5");
  const auto ours = {"replicate-00000.h5", "equal-cost.h5", ".liandong-00112233aabbccdd.partial"};
  const auto theirs = {"notes.txt", "replicate-x.h5", "replicate-.h5", "replicate-00000.h5.bak", ".notes.partial"};
  for (const char* name : ours) put(folder.path() / "partial" / name, sealed("kept"));
  for (const char* name : theirs) put(folder.path() / "partial" / name, "user's");
  put(folder / ".unfinished-notes/notes.txt", "user's");
  put(folder / ".page.html.swp", "user's");
  {
    const OutputFolder output(folder.path(), names, "");
    output.discard_partial();
  }
  for (const char* name : ours) EXPECT_FALSE(fs::exists(folder.path() / "partial" / name)) << name;
  for (const char* name : theirs) EXPECT_EQ(content(folder.path() / "partial" / name), "user's") << name;
  EXPECT_TRUE(fs::exists(folder / "partial/replicate-00002.h5"));
  EXPECT_EQ(content(folder / ".unfinished-notes/notes.txt"), "user's");
  EXPECT_EQ(content(folder / ".page.html.swp"), "user's");
}

TEST(OutputFolder, AnEmptyPartialFolderGoes) {
  const TemporaryFolder folder;
  const OutputFolder output(folder.path(), names, "");
  fs::create_directory(output.partial());
  put(output.partial() / "replicate-12345678.h5", sealed(""));
  output.discard_partial();
  EXPECT_FALSE(fs::exists(output.partial()));
}

}  // namespace
}  // namespace liandong::app
