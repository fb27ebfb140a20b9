package dev.assay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** What ARCHITECTURE.md says of the engine's packages. */
@AnalyzeClasses(packages = "dev.assay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().assignedFrom(new EveryPackage()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_workers_know_llvm = onlyIn("dev.assay.worker", "org.bytedeco.llvm..");

  @ArchTest
  static final ArchRule only_the_encoder_knows_onnx_runtime = onlyIn("dev.assay.encoder", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule only_the_bundle_knows_json = onlyIn("dev.assay.bundle", "com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule nothing_outside_workers_uses_what_is_inside =
      noClasses().that().resideOutsideOfPackages("dev.assay.worker", "dev.assay.pool").should().dependOnClassesThat()
          .resideInAPackage("dev.assay.worker");

  @ArchTest
  static final ArchRule nothing_knows_editors_indices_or_command_lines = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("org.eclipse.lsp4j..", "org.apache.lucene..", "org.apache.solr..", "picocli..",
          "dev.assay.lsp..", "dev.assay.index..", "dev.assay.cli..", "dev.assay.train..");

  private static ArchRule onlyIn(String home, String library) {
    return noClasses().that().resideOutsideOfPackage(home).should().dependOnClassesThat().resideInAPackage(library);
  }

  /** A slice for each package, the root included. */
  private static final class EveryPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("dev.assay") ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
