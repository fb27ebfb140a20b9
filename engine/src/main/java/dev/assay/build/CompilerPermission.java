package dev.assay.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which of a project's own compilers the user lets Assay run; none, unless told otherwise. Immutable.
 *
 * <p>Only the user can give it: by the command line's {@code --allow-compiler}, or in an editor by a setting of the
 * user, {@code assay.allowCompiler}, whose patterns go to {@link #of}. It must never be taken from a workspace, whose
 * compile commands say which programs would be run.
 */
public final class CompilerPermission {
  /** Nothing is run. */
  public static final CompilerPermission NONE = new CompilerPermission(List.of());

  private final List<Pattern> allowed;

  private CompilerPermission(List<Pattern> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /**
   * A permission by patterns.
   *
   * @param globs matched against a compiler's absolute path, as {@code clangd --query-driver} does: {@code *} stands
   *     for anything but slashes, {@code **} for anything, {@code ?} for one character; {@code *} alone allows every
   *     compiler; none allows nothing
   */
  public static CompilerPermission of(List<String> globs) {
    return new CompilerPermission(globs.stream().map(CompilerPermission::pattern).toList());
  }

  private static Pattern pattern(String glob) {
    if (glob.equals("*")) {
      return Pattern.compile("(?s).*");
    }
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
        parts.add(".*");
        i++;
      } else {
        parts.add(c == '*' ? "[^/]*" : c == '?' ? "[^/]" : Pattern.quote(Character.toString(c)));
      }
    }
    return Pattern.compile(String.join("", parts), Pattern.DOTALL);
  }

  /** Whether nothing at all may be run. */
  public boolean isNone() {
    return allowed.isEmpty();
  }

  /**
   * Whether a compiler may be run.
   *
   * @param compiler absolute; its folder without symbolic links
   */
  public boolean allows(Path compiler) {
    String path = compiler.toString().replace('\\', '/');
    return allowed.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }
}
