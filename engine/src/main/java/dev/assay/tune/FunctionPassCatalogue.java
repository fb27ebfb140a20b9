package dev.assay.tune;

import dev.assay.resource.ResourceLines;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The passes that a library's pipelines may be made of. Immutable.
 *
 * <p>A bundle is not trusted: a pass could write files, or leave out what protects a program. So there are none but
 * these.
 */
public final class FunctionPassCatalogue {
  private static final String RESOURCE = "/dev/assay/tune/function-passes.txt";
  /** A pass or an adaptor with its parameters, and what comes after it. */
  private static final Pattern STEP = Pattern.compile("(?<name>[a-z0-9-]+)(<[a-z0-9=;-]*>)?(?<after>[(),]*)");
  private static final FunctionPassCatalogue STANDARD = read();

  private final Set<String> names;

  private FunctionPassCatalogue(Set<String> names) {
    this.names = names;
  }

  /** The catalogue that Assay ships. */
  public static FunctionPassCatalogue standard() {
    return STANDARD;
  }

  /**
   * What of a pipeline is in no library: the first pass that is not in the catalogue, or what is not a pass at all.
   *
   * @param passes in {@code opt -passes=} spelling
   */
  public Optional<String> unknown(String passes) {
    Matcher step = STEP.matcher(passes);
    int end = 0;
    while (step.find() && step.start() == end) {
      if (!names.contains(step.group("name"))) {
        return Optional.of(step.group("name"));
      }
      end = step.end();
    }
    return end == passes.length() && end > 0 ? Optional.empty() : Optional.of(passes.substring(end));
  }

  private static FunctionPassCatalogue read() {
    return new FunctionPassCatalogue(Set.copyOf(ResourceLines.of(FunctionPassCatalogue.class, RESOURCE)));
  }
}
