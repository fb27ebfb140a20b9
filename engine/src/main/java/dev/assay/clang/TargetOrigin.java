package dev.assay.clang;

/** What says which target a file is compiled for. */
public enum TargetOrigin {
  /** The command's flags: {@code --target}, {@code -m32} and the like. */
  FLAGS,
  /** The name of the command's compiler, such as {@code arm-none-eabi-gcc}. */
  COMPILER_NAME,
  /** Nothing does, so it is the machine that Assay runs on. */
  THIS_MACHINE
}
