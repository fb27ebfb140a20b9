package dev.assay.train.corpus;

import java.util.List;

/** The machine that code of the corpus is made for: what sizes and data layouts differ shows in its IR. */
enum Target {
  /** The machine that compiles. */
  HOST("", ""),
  /** 64-bit Arm. */
  AARCH64("aarch64-linux-gnu", "aarch64-linux-gnu"),
  /** 32-bit Arm, Thumb. */
  THUMB("thumbv7-linux-gnueabihf", "arm-linux-gnueabihf"),
  /** 64-bit RISC-V. */
  RISCV64("riscv64-linux-gnu", "riscv64-linux-gnu");

  private final String triple;
  private final String headers;

  Target(String triple, String headers) {
    this.triple = triple;
    this.headers = headers;
  }

  /** Its triple; empty for the machine that compiles. */
  String triple() {
    return triple;
  }

  /** What clang is told; the headers are those of Debian's packages for cross-compiling. */
  List<String> flags() {
    String root = "/usr/" + headers + "/include";
    return this == HOST ? List.of() : List.of("--target=" + triple, "-cxx-isystem", root + "/c++/12", "-cxx-isystem",
        root + "/c++/12/" + headers, "-isystem", root);
  }
}
