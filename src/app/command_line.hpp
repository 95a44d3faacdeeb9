#pragma once

namespace app {

inline constexpr const char* kVersion = "0.1.0";

/// Exit codes of every command.
enum class Exit { good = 0, bad_input = 1, wrong_usage = 2, does_not_verify = 3 };

/// Parses the command line and runs the command. Never throws.
int run(int argc, char** argv);

}  // namespace app
