#pragma once

/// Include in one file of each test program that draws: fontconfig keeps one pattern for ever, which the leak check takes for a leak.
extern "C" const char* __lsan_default_suppressions();                                    // NOLINT: the sanitizer's own name
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }  // NOLINT
