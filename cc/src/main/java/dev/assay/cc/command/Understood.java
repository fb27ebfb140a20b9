package dev.assay.cc.command;

import java.util.List;

/** What a compiler's command line comes to. */
public sealed interface Understood {
  /**
   * Objects are made of sources, one of each.
   *
   * @param objects what is made of what
   * @param level the optimisation level, for example {@code -O2}
   * @param code flags that say which code is made, in their order, the level left out
   * @param macros flags for the preprocessor, in their order
   * @param asked all flags that decide what the compiler says of itself: those for code, for folders of headers, and
   *     those that have to be asked for
   */
  record Compile(List<CompiledObject> objects, String level, List<String> code, List<String> macros,
      List<String> asked) implements Understood {
    /** Copies the lists. */
    public Compile {
      objects = List.copyOf(objects);
      code = List.copyOf(code);
      macros = List.copyOf(macros);
      asked = List.copyOf(asked);
    }
  }

  /**
   * The compiler's own result stays.
   *
   * @param reason why, in a sentence without its end
   */
  record LeftAlone(String reason) implements Understood {}

  /**
   * An object and its source, as the command line names them.
   *
   * @param source relative to the command's folder, or absolute
   * @param object relative to the command's folder, or absolute
   */
  record CompiledObject(String source, String object, Language language) {}
}
