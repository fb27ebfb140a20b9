package dev.assay.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sizes read out of objects, against those that llvm-readobj and llvm-objdump (which share no code with us) print. */
class ObjectCodeTest {
  private static final String SOURCE = """
      SECTION int outside(int a) { return a * 7; }
      int first(int a) { return a * 3; }
      static __attribute__((noinline)) int local(int a) { return a ^ (a << 3); }
      int last(int *p, int n) { int r = 0; for (int i = 0; i < n; i++) r += p[i] * first(i) + local(p[i]); return r; }
      """;

  @TempDir
  private Path folder;

  private static LlvmDistribution llvm;

  @BeforeAll
  static void unpack() throws IOException {
    llvm = LlvmDistribution.unpack();
  }

  private byte[] compile(String target, String section) throws Exception {
    Path source = folder.resolve("a.c");
    Path object = folder.resolve("a.o");
    Files.writeString(source, SOURCE.replace("SECTION", section));
    run(llvm.clang().toString(), "--target=" + target, "-Oz", "-c", source.toString(), "-o", object.toString());
    return Files.readAllBytes(object);
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(String.join(" ", command) + "\n" + output).isZero();
    return output;
  }

  /** A tool of the LLVM jar, made executable. */
  private static String tool(String name) {
    Path tool = llvm.clang().resolveSibling(name);
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    return tool.toString();
  }

  /** The sections that llvm-objdump calls text, by its own reading of their flags. */
  private long textBytes() throws Exception {
    long bytes = 0;
    for (String line : run(tool("llvm-objdump"), "-h", folder.resolve("a.o").toString()).lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words.length >= 4 && line.endsWith("TEXT")) {
        bytes += Long.parseLong(words[words.length == 5 ? 2 : 1], 16);
      }
    }
    return bytes;
  }

  private static Map<String, Long> sizes(ObjectCode code) {
    Map<String, Long> sizes = new TreeMap<>();
    code.symbols().forEach(symbol -> sizes.put(symbol.name(), symbol.bytes()));
    return sizes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "i386-linux-gnu", "thumbv7em-none-eabi", "aarch64-linux-gnu",
      "riscv32-unknown-elf", "riscv64-unknown-elf", "avr", "msp430-elf", "bpf", "sparcv9-linux-gnu", "mips-linux-gnu",
      "s390x-linux-gnu", "powerpc64le-linux-gnu", "loongarch64-linux-gnu", "hexagon"})
  void elfSymbolsAreAsLarge(String target) throws Exception {
    ObjectCode code = ObjectCode.read(compile(target, "__attribute__((section(\".ramfunc\")))"));
    Map<String, Long> truth = new TreeMap<>();
    for (String line : run(tool("llvm-nm"), "-S", folder.resolve("a.o").toString()).lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 4 && words[2].matches("[tT]")) {
        truth.put(words[3], Long.parseLong(words[1], 16));
      }
    }
    assertThat(truth).containsKeys("outside", "first", "local", "last");
    assertThat(sizes(code)).isEqualTo(truth);
    assertThat(code.bytes()).isEqualTo(textBytes());
    assertThat(code.functionBytes()).isPositive().isLessThanOrEqualTo(code.bytes());
  }

  /** Constants, unwind tables, data that may be written, data that is zero, and debug information. */
  private static final String MORE = """
      int zeros[1000];
      int numbers[] = {1, 2, 3, 5, 7};
      const char *const words[] = {"one", "two", "three"};
      const int table[50] = {1, 2};
      """;

  /** What llvm-size's table calls text and data: all allocated sections but the zeroed ones. */
  private long loadedBySize(Path object) throws Exception {
    String[] words = run(tool("llvm-size"), object.toString()).lines().toList().get(1).strip().split("\\s+");
    return Long.parseLong(words[0]) + Long.parseLong(words[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x86_64-linux-gnu", "i386-linux-gnu", "thumbv7em-none-eabi", "aarch64-linux-gnu",
      "riscv32-unknown-elf", "s390x-linux-gnu"})
  void whatIsLoadedIsAsLarge(String target) throws Exception {
    Path source = folder.resolve("a.c");
    Path object = folder.resolve("a.o");
    Files.writeString(source, SOURCE.replace("SECTION", "") + MORE);
    run(llvm.clang().toString(), "--target=" + target, "-O2", "-g", "-ffunction-sections",
        "-fasynchronous-unwind-tables", "-c", source.toString(), "-o", object.toString());
    ObjectCode code = ObjectCode.read(Files.readAllBytes(object));
    assertThat(code.loadedBytes()).isEqualTo(loadedBySize(object)).isGreaterThan(code.bytes() + 200);
    // The same by readelf's table of sections: those with the flag A that are not NOBITS.
    long sum = 0;
    for (String line : run(tool("llvm-readobj"), "--sections", "--elf-output-style=GNU", object.toString()).lines()
        .toList()) {
      Matcher row = Pattern
          .compile("\\s*\\[ *[0-9]+\\] (\\S+) +(\\S+) +[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) [0-9a-f]+ +(\\S*A\\S*) .*")
          .matcher(line);
      if (row.matches() && !row.group(2).equals("NOBITS")) {
        sum += Long.parseLong(row.group(3), 16);
      }
    }
    assertThat(code.loadedBytes()).isEqualTo(sum);
  }

  @ParameterizedTest
  @CsvSource({"arm64-apple-macos, Mach-O", "x86_64-apple-macos, Mach-O", "armv7-apple-ios, Mach-O",
      "x86_64-windows-msvc, COFF", "i686-windows-gnu, COFF", "aarch64-windows-msvc, COFF", "powerpc64-ibm-aix, XCOFF",
      "powerpc-ibm-aix, XCOFF"})
  void otherFormatsAddUpToTheirTextSections(String target, String format) throws Exception {
    ObjectCode code = ObjectCode.read(compile(target, ""));
    assertThat(code.format()).isEqualTo(format);
    assertThat(sizes(code)).containsKeys("outside", "first", "local", "last");
    assertThat(code.bytes()).isEqualTo(textBytes());
    assertThat(code.functionBytes()).isEqualTo(code.bytes()); // each symbol reaches to the next
  }

  @Test
  void webAssemblyBodiesAreAsLarge() throws Exception {
    ObjectCode code = ObjectCode.read(compile("wasm32", ""));
    Map<String, Long> sizes = sizes(code);
    assertThat(sizes.keySet()).containsExactlyInAnyOrder("outside", "first", "local", "last");
    // Disassembled, each function's bytes are listed after its label.
    String listing = run(tool("llvm-objdump"), "-d", folder.resolve("a.o").toString());
    for (Map.Entry<String, Long> symbol : sizes.entrySet()) {
      int begin = listing.indexOf("<" + symbol.getKey() + ">:");
      int end = listing.indexOf(">:", begin + symbol.getKey().length() + 3);
      long listed = 0;
      for (String line : listing.substring(begin, end < 0 ? listing.length() : end).lines().toList()) {
        if (line.matches("\\s+[0-9a-f]+: .*")) {
          listed += Arrays.stream(line.substring(line.indexOf(':') + 1).split("\t")[0].strip().split(" "))
              .filter(part -> part.matches("[0-9a-f]{2}")).count();
        }
      }
      // The declarations of locals stand before the instructions, and are not listed.
      assertThat(symbol.getValue() - listed).as(symbol.getKey()).isBetween(1L, 8L);
    }
  }

  @Test
  void symbolsOfTheSameCodeCountOnce() throws Exception {
    Path source = folder.resolve("a.c");
    Path object = folder.resolve("a.o");
    Files.writeString(source, "int f(int x) { return x * 5; }\nint g(int) __attribute__((alias(\"f\")));\n");
    run(llvm.clang().toString(), "--target=x86_64-linux-gnu", "-Oz", "-c", source.toString(), "-o", object.toString());
    ObjectCode code = ObjectCode.read(Files.readAllBytes(object));
    assertThat(code.symbols()).hasSize(2);
    assertThat(code.functionBytes()).isEqualTo(code.bytes());
  }

  @Test
  void brokenObjectsAreRefusedInASentence() throws Exception {
    long seed = 20261126;
    Random random = new Random(seed);
    for (String target : List.of("x86_64-linux-gnu", "arm64-apple-macos", "x86_64-windows-msvc", "wasm32",
        "powerpc64-ibm-aix")) {
      byte[] good = compile(target, "");
      List<byte[]> broken = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        byte[] copy = good.clone();
        for (int hits = random.nextInt(4) + 1; hits > 0; hits--) {
          copy[random.nextInt(copy.length)] = (byte) random.nextInt();
        }
        broken.add(copy);
        broken.add(Arrays.copyOf(good, random.nextInt(good.length)));
      }
      for (byte[] object : broken) {
        try {
          assertThat(ObjectCode.read(object).bytes()).isNotNegative();
        } catch (ObjectFormatException e) {
          assertThat(e.getMessage()).as("seed " + seed + ", " + target).isNotBlank();
        }
      }
    }
  }

  @Test
  void whatIsNoObjectIsRefused() {
    assertThatThrownBy(() -> ObjectCode.read("no object at all, but text".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ObjectFormatException.class).hasMessageContaining("no object file");
    assertThatThrownBy(() -> ObjectCode.read(new byte[0])).isInstanceOf(ObjectFormatException.class);
  }
}
