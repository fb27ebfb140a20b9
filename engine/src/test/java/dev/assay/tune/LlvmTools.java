package dev.assay.tune;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.pool.LlvmDistribution;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** LLVM's own programs, as witnesses. */
record LlvmTools(LlvmDistribution llvm) {
  /** What a program prints; it has to succeed. */
  String run(String name, String... arguments) throws Exception {
    Path tool = llvm.clang().resolveSibling(name);
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    List<String> line = new ArrayList<>(List.of(tool.toString()));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(line + "\n" + output).isZero();
    return output;
  }

  /** A function's instructions in an object, without what fills the room after it, and wherever it is. */
  List<String> body(String function, String object) throws Exception {
    return run("llvm-objdump", "-dr", "--no-leading-addr", "--no-show-raw-insn", "--disassemble-symbols=" + function,
        object).lines().filter(line -> line.matches("[ \\t].*") && !line.contains("nop"))
        .map(line -> line.replaceAll("0x[0-9a-f]+ <", "<")).toList();
  }
}
