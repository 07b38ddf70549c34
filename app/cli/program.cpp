#include "app/cli/program.h"

#include <cstdio>
#include <new>
#include <nlohmann/json.hpp>

#include "analysis/experiment/progress.h"
#include "app/cli/command_line.h"
#include "app/cli/terminal.h"
#include "app/cli/text.h"
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
    return request.command ? request.command(request.options) : Exit::done;
  } catch (const analysis::InputError& error) {
    return report_problems(error, language, wants_json(argc, argv));
  } catch (const analysis::Interrupted&) {
    complain(text::stopping.in(language));
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
  auto code = guarded(argc, argv);
  if ((std::fflush(stdout) != 0 || std::ferror(stdout) != 0) && code == Exit::done) {
    std::perror("liandong");
    code = Exit::machine_failed;
  }
  return static_cast<int>(code);
}

}  // namespace liandong::app
