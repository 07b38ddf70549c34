#pragma once

namespace liandong::app {

/// The whole program: reads the command line, runs the command, turns whatever is thrown into a message on stderr.
/// Gives the exit code; see `Exit`.
int run_program(int argc, char** argv);

}  // namespace liandong::app
