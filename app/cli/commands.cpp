#include "app/cli/command.h"

namespace liandong::app {

// Each in the file of its name.
Command compare_command();
Command explore_command();
Command hypotheses_command();
Command calibrate_command();
Command run_command();
Command plan_command();
Command report_command();
Command patterns_command();
Command rerun_command();
Command diff_command();
Command validate_command();
Command list_command();
Command describe_command();
Command bench_command();

const std::vector<Command>& commands() {
  static const std::vector<Command> list{
      compare_command(),  explore_command(), hypotheses_command(), calibrate_command(), run_command(),
      plan_command(),     report_command(),  patterns_command(),   rerun_command(),     diff_command(),
      validate_command(), list_command(),    describe_command(),   bench_command(),
  };
  return list;
}

}  // namespace liandong::app
