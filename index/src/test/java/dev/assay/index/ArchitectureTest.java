package dev.assay.index;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** What ARCHITECTURE.md says of this module and its packages. */
@AnalyzeClasses(packages = "dev.assay.index", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().assignedFrom(new EveryPackage()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_of_assay_but_the_index_is_known = classes().should().onlyDependOnClassesThat(
      DescribedPredicate.describe("are of the index or of no other module of Assay", ArchitectureTest::isKnown));

  @ArchTest
  static final ArchRule nothing_knows_llvm_editors_or_command_lines = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("org.bytedeco..", "org.eclipse.lsp4j..", "picocli..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule only_its_package_knows_solr = noClasses().that().resideOutsideOfPackage("dev.assay.index.solr")
      .should().dependOnClassesThat().resideInAPackage("org.apache.solr..");

  private static boolean isKnown(JavaClass type) {
    String name = type.getPackageName();
    return !name.startsWith("dev.assay") || name.equals("dev.assay.index") || name.startsWith("dev.assay.index.");
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
