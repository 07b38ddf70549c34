#include "app/cli/program.h"

#include <filesystem>
#include <new>
#include <nlohmann/json.hpp>

#include "analysis/experiment/progress.h"
#include "analysis/scenario/system_reason.h"
#include "app/cli/command_line.h"
#include "app/cli/failure.h"
#include "app/cli/stop.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
#include "sim/store/atomic_file.h"
#include "sim/tables/ledger.h"

namespace liandong::app {
namespace {

bool wants_json(int argc, char** argv) {
  for (int i = 1; i < argc; ++i)
    if (std::string_view(argv[i]) == "--json") return true;
  return false;
}

Exit report_problems(const analysis::InputError& error, Language language, bool json) {
  for (const auto& problem : error.problems()) complain(render(problem, language));
  if (json) {
    auto problems = nlohmann::json::array();
    for (const auto& p : error.problems())
      problems.push_back({{"file", p.file},
                          {"line", p.line},
                          {"column", p.column},
                          {"key", p.key},
                          {"message", p.message.in(language)}});
    print(nlohmann::json{{"problems", problems}}.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  }
  return Exit::bad_input;
}

/// Runs the command; every exception becomes a message and an exit code.
Exit guarded(int argc, char** argv) {
  const auto language = requested_language(argc, argv);
  try {
    const auto request = read_command_line(argc, argv);
    return request.command ? request.command->run(request.options) : Exit::done;
  } catch (const analysis::InputError& error) {
    return report_problems(error, language, wants_json(argc, argv));
  } catch (const analysis::Interrupted&) {
    complain(text::stopping.in(language));
    return Exit::machine_failed;
  } catch (const Failure& failure) {
    complain(say(language, text::machine_failed, failure.message().in(language)));
    return Exit::machine_failed;
  } catch (const std::filesystem::filesystem_error& error) {
    const auto reason = analysis::system_reason(error.code().value()).in(language);
    complain(say(language, text::machine_failed, say(language, text::file_failed, error.path1().string(), reason)));
    return Exit::machine_failed;
  } catch (const sim::WriteError& error) {
    const auto reason = analysis::system_reason(error.system_error).in(language);
    complain(say(language, text::machine_failed, say(language, text::file_failed, error.file.string(), reason)));
    return Exit::machine_failed;
  } catch (const std::bad_alloc&) {
    complain(text::out_of_memory.in(language));
    return Exit::machine_failed;
  } catch (const sim::Ledger::Breach& error) {
    complain(say(language, text::check_failed, error.what()));
    return Exit::study_says_no;
  } catch (const std::invalid_argument& error) {
    complain(say(language, text::machine_failed, error.what()));
    return Exit::bad_input;
  } catch (const std::logic_error& error) {
    complain(say(language, text::check_failed, error.what()));
    return Exit::study_says_no;
  } catch (const std::exception& error) {
    complain(say(language, text::machine_failed, error.what()));
    return Exit::machine_failed;
  }
}

}  // namespace

int run_program(int argc, char** argv) {
  open_missing_streams();
  let_writes_fail();
  auto code = guarded(argc, argv);
  try {
    finish_printing();
  } catch (const Failure& failure) {
    const auto language = requested_language(argc, argv);
    if (code != Exit::machine_failed) complain(say(language, text::machine_failed, failure.message().in(language)));
    code = Exit::machine_failed;
  }
  return static_cast<int>(code);
}

}  // namespace liandong::app
