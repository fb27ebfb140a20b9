package dev.assay.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What clang makes a target machine from, in the words of its {@code -cc1} command line. Empty texts stand for LLVM's
 * defaults.
 *
 * @param triple for example {@code thumbv7em-unknown-none-eabihf}
 * @param cpu for example {@code cortex-m4}
 * @param features for example {@code +dsp,-neon}
 * @param abi for example {@code aapcs}
 * @param codeLevel how hard the code generator works: 0 (-O0) to 3 (-O3); -Os and -Oz have 2
 * @param relocation {@code static}, {@code pic}, {@code dynamic-no-pic}, {@code ropi}, {@code rwpi} or
 *     {@code ropi-rwpi}
 * @param codeModel {@code tiny}, {@code small}, {@code kernel}, {@code medium} or {@code large}
 */
public record TargetMachine(String triple, String cpu, String features, String abi, int codeLevel, String relocation,
    String codeModel) {
  /** Checks the level's range. */
  public TargetMachine {
    if (codeLevel < 0 || codeLevel > 3) {
      throw new IllegalArgumentException("there is no level " + codeLevel + " of code generation");
    }
  }

  void write(DataOutputStream out) throws IOException {
    Frames.writeText(out, triple);
    Frames.writeText(out, cpu);
    Frames.writeText(out, features);
    Frames.writeText(out, abi);
    out.writeByte(codeLevel);
    Frames.writeText(out, relocation);
    Frames.writeText(out, codeModel);
  }

  static TargetMachine read(DataInputStream in) throws IOException {
    return new TargetMachine(Frames.readText(in), Frames.readText(in), Frames.readText(in), Frames.readText(in),
        in.readByte(), Frames.readText(in), Frames.readText(in));
  }
}
