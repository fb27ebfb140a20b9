package dev.assay.clang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompileFlagsTest {
  private static CompileFlags of(String... flags) {
    List<String> arguments = new ArrayList<>(List.of("cc"));
    arguments.addAll(List.of(flags));
    return CompileFlags.of(new CompileCommand(Path.of("/project/build"), arguments));
  }

  @Test
  void includeFoldersAreMadeAbsoluteAndJoined() {
    assertThat(
        of("-I", "inc", "-I../x", "-isystem", "sys", "-isystemsys2", "-iquote", "/q", "-idirafter", "late").accepted())
        .containsExactly("-I/project/build/inc", "-I/project/build/../x", "-isystem/project/build/sys",
            "-isystem/project/build/sys2", "-iquote/q", "-idirafter/project/build/late");
  }

  @Test
  void macrosAndForcedIncludesKeepTheirOrder() {
    assertThat(of("-D", "A=1", "-UA", "-DB=\"x y\"", "-U", "C", "-include", "config.h", "-includeb.h").accepted())
        .containsExactly("-DA=1", "-UA", "-DB=\"x y\"", "-UC", "-includeconfig.h", "-includeb.h");
    assertThat(of("-Wp,-U_FORTIFY_SOURCE,-D_FORTIFY_SOURCE=3", "-DA").accepted()).as("gcc hands them on last")
        .containsExactly("-DA", "-U_FORTIFY_SOURCE", "-D_FORTIFY_SOURCE=3");
  }

  @Test
  void whatChangesTheMeaningIsAccepted() {
    String[] flags = {"-std=gnu11", "-ansi", "-m32", "-mavx2", "-march=x86-64-v3", "-mno-red-zone", "-mcmodel=kernel",
        "-fPIC", "-fno-strict-aliasing", "-fwrapv", "-fno-builtin", "-fno-builtin-memcpy", "-ffreestanding",
        "-fvisibility=hidden", "-ffp-contract=off", "-fcf-protection=none", "-ftrivial-auto-var-init=zero",
        "-fstrict-flex-arrays=3", "-fexec-charset=UTF-8", "-ffast-math", "-pthread", "-nostdinc"};
    CompileFlags result = of(flags);
    assertThat(result.accepted()).containsExactly(flags);
    assertThat(result.dropped()).isEmpty();
  }

  /** Of clang's documented flags, those that change code and do nothing else. */
  @ParameterizedTest
  @ValueSource(strings = {"-fpatchable-function-entry=4,2", "-fbasic-block-sections=all", "-fno-common", "-fcommon",
      "-fno-assumptions", "-fms-volatile", "-fms-hotpatch", "-finline-max-stacksize=64", "-finline-hint-functions",
      "-fextend-arguments=64", "-fextend-variable-liveness", "-fextend-variable-liveness=this", "-ffixed-r9",
      "-ffixed-x18", "-fcall-saved-x8", "-fpcc-struct-return", "-freg-struct-return", "-fropi", "-frwpi",
      "-fptrauth-calls", "-fptrauth-returns", "-fglobal-isel", "-fno-global-isel", "-femit-all-decls",
      "-fsplit-machine-functions", "-fno-use-cxa-atexit", "-ftrap-function=stop", "-ftrapv-handler=stop",
      "-fnew-alignment=16", "-fno-jump-tables", "-fmerge-all-constants", "-fno-unroll-loops",
      "-ftrivial-auto-var-init-max-size=8", "-frandomize-layout-seed=abc", "-fsjlj-exceptions", "-fwasm-exceptions",
      "-fforce-emit-vtables", "-faarch64-jump-table-hardening", "-ffine-grained-bitfield-accesses",
      "-fvisibility-ms-compat", "-mno-implicit-float", "-mgeneral-regs-only", "-mstack-alignment=16",
      "-mpreferred-stack-boundary=4", "-mharden-sls=all", "-mfunction-return=thunk-extern", "-mglobal-merge",
      "-mlong-calls", "-mno-unaligned-access", "-mbranch-protection=standard", "-moutline", "-mno-outline-atomics"})
  void flagsThatChangeCodeAreAccepted(String flag) {
    CompileFlags result = of(flag);
    assertThat(result.accepted()).containsExactly(flag);
    assertThat(result.dropped()).isEmpty();
  }

  @Test
  void whatFiguresAreWithoutIsSaid() {
    assertThat(of("-flto").dropped().getFirst().reason()).contains("without link-time optimisation");
    assertThat(of("-fprofile-use=x").dropped().getFirst().reason()).contains("without a profile");
    assertThat(of("-fsanitize=address").dropped().getFirst().reason()).contains("without instrumentation");
  }

  @Test
  void aSysrootSaysWhereHeadersAreAndTakesPathsBelowIt() {
    assertThat(of("--sysroot=/opt/arm", "-I=/include/x", "-isystem", "=usr", "-isystem$SYSROOT/y").accepted())
        .containsExactly("--sysroot=/opt/arm", "-I/opt/arm/include/x", "-isystem/opt/arm/usr", "-isystem/opt/arm/y");
    assertThat(of("-I=x", "--sysroot", "../root").accepted()).containsExactly("-I/project/build/../root/x",
        "--sysroot=/project/build/../root");
    assertThat(of("-isysroot", "sdk", "--sysroot=/x", "-I=y").accepted()).containsExactly("-isysroot/project/build/sdk",
        "--sysroot=/x", "-I/project/build/sdk/y");
    assertThat(of("--sysroot=@evil", "-isysroot-B/evil").accepted()).containsExactly("--sysroot=/project/build/@evil",
        "-isysroot/project/build/-B/evil");
    assertThat(of("-include", "=x", "--sysroot=/x").accepted()).containsExactly("--sysroot=/x");
    assertThat(of("--sysroot").dropped()).hasSize(1);
    assertThat(of("--sysroot", "a\n-B/evil").accepted()).isEmpty();
  }

  @Test
  void targetsComeOutInOneForm() {
    assertThat(of("-target", "riscv64-linux-gnu", "--target=wasm32").accepted())
        .containsExactly("--target=riscv64-linux-gnu", "--target=wasm32");
    assertThat(of("--target=/x/y").accepted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xclang -load", "-mllvm -load=x.so", "-Xpreprocessor -DX", "-Wp,-C", "-Wp,-DX,-C",
      "-Wp,-include,x", "@file", "-fplugin=x.so", "-fplugin-arg-x-y=z", "-fpass-plugin=x.so", "-load x.so", "-B tools",
      "-Btools", "--config evil.cfg", "--config=evil.cfg", "--config-system-dir=x", "-specs=x", "--specs=x",
      "-fprofile-use=x", "-fsanitize=address", "-fcoverage-mapping", "-fprofile-generate", "-flto=thin",
      "-fwhole-program-vtables", "-fxray-instrument", "-fprofile-sample-use=x", "-fauto-profile=x",
      "-frandomize-layout-seed-file=x", "-fbasic-block-sections=list=x", "-fopenmp-targets=x", "-fmodules",
      "-fmodule-map-file=x", "-fmodules-cache-path=x", "-resource-dir x", "-working-directory=/x", "-x objective-c",
      "-xcuda", "-cc1", "-fmystery", "--mystery", "-funknown=x", "-mcpu=help", "-imacros x", "-include-pch x",
      "-isystem-after x", "-ivfsoverlay x", "-gcc-toolchain x", "--gcc-toolchain=x", "-I -", "-I-", "-I =x",
      "-I$SYSROOT/x", "-std=c++19", "-std=@x", "-include -pch", "-include @x", "-pg", "-mlink-builtin-bitcode x",
      "-mthread-model posix", "-wrapper gdb", "-fvisibility=/x", "-fno-integrated-cc1", "-Ofoo", "-I"})
  void whatIsNotKnownToBeSafeIsDroppedWithAReason(String flags) {
    CompileFlags result = of(flags.split(" "));
    assertThat(result.accepted()).isEmpty();
    assertThat(result.dropped()).hasSize(1);
    assertThat(result.dropped().getFirst().reason()).isNotBlank();
    assertThat(result.dropped().getFirst().isHarmless()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-o a.o", "-oa.o", "-c", "-S", "-E", "-MD", "-MMD", "-MF x.d", "-MFx.d", "-MT x", "-Wall",
      "-Werror=format", "-Wp,-MD,x.d", "-Wl,-z,now", "-Wa,--x", "-g", "-g3", "-gdwarf-4", "-pipe", "-lm", "-l m",
      "-L/x", "-L /x", "-w", "-pedantic", "-shared", "-fsyntax-only", "-fsave-optimization-record",
      "-fcrash-diagnostics-dir=x", "-fdump-tree-all", "-ftime-trace=x", "-fembed-bitcode", "-fno-lto",
      "-fdiagnostics-color=always", "-fno-sanitize=all", "-save-temps=obj", "-fdebug-prefix-map=a=b", "-Xlinker -z",
      "-v"})
  void whatHasNoBearingOnTheIrIsDroppedQuietly(String flags) {
    CompileFlags result = of(flags.split(" "));
    assertThat(result.accepted()).isEmpty();
    assertThat(result.dropped()).hasSize(1);
    assertThat(result.dropped().getFirst().flag()).isEqualTo(flags);
    assertThat(result.dropped().getFirst().isHarmless()).isTrue();
  }

  @Test
  void aDroppedFlagTakesItsValueWithIt() {
    assertThat(of("-Xclang", "-I/evil", "-mllvm", "-DX", "-o", "-DY", "-DZ").accepted()).containsExactly("-DZ");
  }

  @Test
  void noValueCanBecomeAFlagOrAResponseFile() {
    assertThat(of("-D", "@evil", "-I", "@evil", "-U", "-fplugin=x").accepted()).containsExactly("-D@evil",
        "-I/project/build/@evil", "-U-fplugin=x");
    assertThat(of("-D", "X\n-fplugin=x").accepted()).isEmpty();
  }

  @Test
  void theLastOptimisationLevelCounts() {
    assertThat(of().optimisationFlag()).isEqualTo("-O0");
    assertThat(of("-O3", "-Os").optimisationFlag()).isEqualTo("-Os");
    assertThat(of("-O").optimisationFlag()).isEqualTo("-O1");
    assertThat(of("-O9").optimisationFlag()).isEqualTo("-O3");
    assertThat(of("-O2", "-Og").optimisationFlag()).isEqualTo("-Og");
    assertThat(of("-O2").dropped()).isEmpty();
    assertThat(of("-Ofast").accepted()).containsExactly("-ffast-math");
    assertThat(of("-Ofast", "-O2").accepted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cc", "/usr/bin/gcc", "clang-18", "gcc-12.2", "c99", "tcc", "icc", "C:\\llvm\\bin\\clang.exe"})
  void usualCompilersAreNotWorthAWord(String compiler) {
    assertThat(CompileFlags.of(new CompileCommand(Path.of("/"), List.of(compiler, "-DX", "a.c"))))
        .isEqualTo(new CompileFlags(List.of("-DX"), List.of(), "-O0", false, TargetOrigin.THIS_MACHINE));
  }

  @ParameterizedTest
  @CsvSource({"arm-none-eabi-gcc-12, arm-none-eabi, false", "x86_64-linux-gnu-gcc, x86_64-linux-gnu, false",
      "/opt/x/bin/aarch64-linux-gnu-g++, aarch64-linux-gnu, true",
      "riscv64-unknown-elf-clang++, riscv64-unknown-elf, true", "avr-gcc, avr, false",
      "xtensa-esp32-elf-gcc, xtensa-esp32-elf, false"})
  void aCrossCompilersNameSaysTheTarget(String compiler, String target, boolean isCplusplus) {
    CompileFlags flags = CompileFlags.of(new CompileCommand(Path.of("/"), List.of(compiler, "-DX", "a.c")));
    assertThat(flags.accepted()).containsExactly("--target=" + target, "-DX");
    assertThat(flags.targetOrigin()).isEqualTo(TargetOrigin.COMPILER_NAME);
    assertThat(flags.isCplusplus()).isEqualTo(isCplusplus);
    assertThat(flags.dropped()).isEmpty();
  }

  @Test
  void flagsWinOverACompilersName() {
    CompileFlags flags =
        CompileFlags.of(new CompileCommand(Path.of("/"), List.of("arm-none-eabi-gcc", "--target=avr", "a.c")));
    assertThat(flags.accepted()).containsExactly("--target=avr");
    assertThat(flags.targetOrigin()).isEqualTo(TargetOrigin.FLAGS);
    assertThat(of("-m32").targetOrigin()).isEqualTo(TargetOrigin.FLAGS);
    assertThat(of("-O2").targetOrigin()).isEqualTo(TargetOrigin.THIS_MACHINE);
  }

  @Test
  void cplusplusIsKnownByTheCompilerOrByX() {
    assertThat(of("-x", "c++", "-std=c++20", "-fno-rtti").accepted()).containsExactly("-std=c++20", "-fno-rtti");
    assertThat(of("-x", "c++").isCplusplus()).isTrue();
    assertThat(of("-xc++", "-xc").isCplusplus()).isFalse();
    assertThat(CompileFlags.of(new CompileCommand(Path.of("/"), List.of("g++", "a.c"))).isCplusplus()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.sh", "/tmp/gcc -x", "cl.exe", "clang-cl", "fortran", "", "/x/", "gcc;rm"})
  void anyOtherCompilerIsReported(String compiler) {
    CompileFlags flags = CompileFlags.of(new CompileCommand(Path.of("/"), List.of(compiler, "-DX", "a.c")));
    assertThat(flags.accepted()).containsExactly("-DX");
    assertThat(flags.dropped()).singleElement().satisfies(dropped -> {
      assertThat(dropped.flag()).isEqualTo(compiler);
      assertThat(dropped.reason()).contains("not run");
    });
  }

  @Test
  void aLauncherIsPassedOver() {
    CompileFlags flags = CompileFlags.of(new CompileCommand(Path.of("/"), List.of("ccache", "gcc", "-DX", "a.c")));
    assertThat(flags.accepted()).containsExactly("-DX");
    assertThat(flags.dropped()).singleElement().matches(DroppedFlag::isHarmless);
  }

  @Test
  void fileNamesAreNoFlags() {
    assertThat(of("a.c", "--", "-DX", "b.c")).isEqualTo(CompileFlags.NONE);
    assertThat(CompileFlags.of(new CompileCommand(Path.of("/"), List.of()))).isEqualTo(CompileFlags.NONE);
  }
}
