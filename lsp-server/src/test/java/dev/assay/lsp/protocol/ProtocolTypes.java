package dev.assay.lsp.protocol;

import java.io.File;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The protocol's types as each of their four homes says them, all in TypeScript's spelling.
 *
 * <ul>
 * <li>The records of this package, by reflection. A {@link MayBeAbsent} component is {@code name?}.
 * <li>{@code docs/protocol.md}: a heading <code>### `Type`</code>, and below it a table whose first two columns are
 * <code>`field`</code> or <code>`field?`</code>, and <code>`type`</code>. Bars inside a type are escaped.
 * <li>{@code protocol.ts}: {@code export interface Type} with one field per line and no types in braces.
 * <li>The IntelliJ plugin: records. Boxed numbers may be absent, and so may what the record's Javadoc says can be
 * {@code null}. A word of several is a {@code String}, so that a newer server's words do no harm.
 * </ul>
 */
final class ProtocolTypes {
  private static final Set<String> BOXED = Set.of("Integer", "Long", "Double", "Float", "Boolean");
  private static final Pattern HEADING = Pattern.compile("^### `(\\w+)`$");
  private static final Pattern ROW = Pattern.compile("^\\| `(\\w+\\??)` \\| `((?:[^`])+)` \\|.*");
  private static final Pattern INTERFACE =
      Pattern.compile("export interface (\\w+)(?: extends (\\w+))? \\{([^{}]*)\\}");
  private static final Pattern MEMBER = Pattern.compile("(\\w+\\??):\\s*([^;]+);");
  private static final Pattern RECORD =
      Pattern.compile("(?s)/\\*\\*((?:(?!\\*/).)*)\\*/\\s*public record (\\w+)\\(([^)]*)\\)");
  private static final Pattern COMPONENT = Pattern.compile("\\s*([\\w<>]+)\\s+(\\w+)\\s*(?:,|$)");

  private ProtocolTypes() {}

  /** A type's fields: {@code name} or {@code name?}, and the type in TypeScript's spelling. */
  static final class Fields extends AbstractMap<String, String> {
    private final Map<String, String> types;

    Fields(Map<String, String> types) {
      this.types = new TreeMap<>(types);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      return types.entrySet();
    }

    /** The same, for a client that takes any string where there are words to choose from. */
    Fields withWordsAsStrings() {
      Map<String, String> wider = new TreeMap<>();
      types.forEach((name, type) -> wider.put(name, type.startsWith("'") ? "string" : type));
      return new Fields(wider);
    }
  }

  static Map<String, Fields> ofRecords() {
    Map<String, Fields> all = new TreeMap<>();
    for (String file : classFiles()) {
      try {
        Class<?> type = Class.forName(MayBeAbsent.class.getPackageName() + "." + file.replace(".class", ""));
        if (type.isRecord()) {
          Map<String, String> fields = new TreeMap<>();
          for (RecordComponent component : type.getRecordComponents()) {
            AnnotatedType of = component.getAnnotatedType();
            fields.put(component.getName() + (of.isAnnotationPresent(MayBeAbsent.class) ? "?" : ""), spelling(of));
          }
          all.put(type.getSimpleName(), new Fields(fields));
        }
      } catch (ClassNotFoundException e) {
        throw new AssertionError(e);
      }
    }
    return all;
  }

  private static List<String> classFiles() {
    try {
      Path classes = Path.of(MayBeAbsent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      File folder = classes.resolve(MayBeAbsent.class.getPackageName().replace('.', '/')).toFile();
      return Arrays.stream(folder.list()).filter(name -> name.endsWith(".class") && !name.contains("-")).toList();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static String spelling(AnnotatedType of) {
    if (of instanceof AnnotatedArrayType array) {
      return spelling(array.getAnnotatedGenericComponentType()) + "[]";
    }
    if (of instanceof AnnotatedParameterizedType list) {
      AnnotatedType element = list.getAnnotatedActualTypeArguments()[0];
      return element.isAnnotationPresent(MayBeAbsent.class) ? "(" + spelling(element) + " | null)[]"
          : spelling(element) + "[]";
    }
    Class<?> type = (Class<?>) of.getType();
    return type.isEnum() ? Arrays.stream(type.getEnumConstants())
        .map(constant -> "'" + Words.of((Enum<?>) constant) + "'").collect(Collectors.joining(" | "))
        : simple(type.getSimpleName());
  }

  private static String simple(String javaName) {
    return switch (javaName) {
      case "int", "long", "double", "float", "Integer", "Long", "Double", "Float" -> "number";
      case "boolean", "Boolean" -> "boolean";
      case "String" -> "string";
      default -> javaName;
    };
  }

  static Map<String, Fields> ofMarkdown(String document) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    String type = "";
    for (String line : document.lines().toList()) {
      Matcher heading = HEADING.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        type = heading.group(1);
      } else if (line.startsWith("#")) {
        type = "";
      } else if (!type.isEmpty() && row.matches()) {
        all.computeIfAbsent(type, name -> new TreeMap<>()).put(row.group(1), row.group(2).replace("\\|", "|"));
      }
    }
    return fields(all);
  }

  static Map<String, Fields> ofTypeScript(String source) {
    String code = source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (MatchResult found : INTERFACE.matcher(code).results().toList()) {
      Map<String, String> fields = new TreeMap<>();
      if (found.group(2) != null) {
        fields.putAll(all.get(found.group(2))); // stands before what extends it
      }
      MEMBER.matcher(found.group(3)).results()
          .forEach(member -> fields.put(member.group(1), member.group(2).strip().replaceAll("\\s+", " ")));
      all.put(found.group(1), fields);
    }
    return fields(all);
  }

  static Map<String, Fields> ofJava(String source) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (MatchResult found : RECORD.matcher(source).results().toList()) {
      Map<String, String> fields = new TreeMap<>();
      for (MatchResult component : COMPONENT.matcher(found.group(3)).results().toList()) {
        String type = component.group(1);
        String name = component.group(2);
        boolean isAbsentable = BOXED.contains(type)
            || Pattern.compile("(?s)@param " + name + "\\b((?!@param).)*\\bnull\\b").matcher(found.group(1)).find();
        Matcher list = Pattern.compile("List<(\\w+)>").matcher(type);
        fields.put(name + (isAbsentable ? "?" : ""), list.matches() ? simple(list.group(1)) + "[]" : simple(type));
      }
      all.put(found.group(2), fields);
    }
    return fields(all);
  }

  private static Map<String, Fields> fields(Map<String, Map<String, String>> all) {
    Map<String, Fields> result = new TreeMap<>();
    all.forEach((type, fields) -> result.put(type, new Fields(fields)));
    return result;
  }
}
