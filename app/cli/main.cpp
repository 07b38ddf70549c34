#include "app/cli/program.h"

int main(int argc, char** argv) { return liandong::app::run_program(argc, argv); }
