package dev.assay.clang;

import dev.assay.source.SourceFile;
import java.util.Optional;

/**
 * What a user can do where a header of the system was not found; each follows clang's own words.
 *
 * @param forC where it is one of the C library
 * @param forCplusplus where it is one of the C++ library
 */
record MissingHeader(String forC, String forCplusplus) {
  /** The headers of the machine that Assay runs on. */
  static final MissingHeader OF_THIS_MACHINE = new MissingHeader(
      "; install the C library's headers (Debian and Ubuntu: apt install libc6-dev; "
          + "Fedora: dnf install glibc-devel; Alpine: apk add musl-dev; macOS: xcode-select --install)",
      "; install the C++ library's headers (Debian and Ubuntu: apt install g++; "
          + "Fedora: dnf install gcc-c++; Alpine: apk add g++; macOS: xcode-select --install)");

  private MissingHeader(String advice) {
    this(advice, advice);
  }

  /** What helps depends on what says which target is compiled for. */
  static MissingHeader of(SourceFile source, CompileFlags flags) {
    String target = flags.target().orElse("this target");
    Optional<String> compiler = source.command().flatMap(CompileFlags::compiler)
        .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
    return switch (flags.targetOrigin()) {
      case THIS_MACHINE -> OF_THIS_MACHINE;
      case FLAGS -> new MissingHeader(
          " for " + target + "; say in the compile command where its headers are, with --sysroot or -isystem");
      case COMPILER_NAME -> new MissingHeader(
          " for " + target + "; --allow-compiler (in editors: the setting assay.allowCompiler) lets Assay ask "
              + compiler.orElse("it") + " where its headers are");
    };
  }
}
