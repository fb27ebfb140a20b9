package dev.assay.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What ARCHITECTURE.md and {@code package-info} say of the command line's packages. */
@AnalyzeClasses(packages = "dev.assay.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().matching("dev.assay.cli.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_below_the_root_knows_it = noClasses().that().resideOutsideOfPackage("dev.assay.cli")
      .should().dependOnClassesThat().resideInAPackage("dev.assay.cli");

  @ArchTest
  static final ArchRule what_commands_are_built_upon_knows_no_command = noClasses().that()
      .resideInAnyPackage("dev.assay.cli.terminal", "dev.assay.cli.engine", "dev.assay.cli.input", "dev.assay.cli.run")
      .should().dependOnClassesThat().resideInAnyPackage("dev.assay.cli.advise", "dev.assay.cli.embed",
          "dev.assay.cli.index", "dev.assay.cli.bench", "dev.assay.cli.cc");

  @ArchTest
  static final ArchRule the_terminal_knows_nothing_of_what_is_shown =
      classes().that().resideInAPackage("dev.assay.cli.terminal").should().onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "dev.assay.cli.terminal", "dev.assay.workspace.wording");

  @ArchTest
  static final ArchRule nothing_knows_llvm_lucene_or_lsp = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("org.bytedeco..", "org.apache..", "org.eclipse.lsp4j..", "dev.assay.worker..",
          "dev.assay.wire..", "dev.assay.index.lucene..", "dev.assay.index.solr..", "dev.assay.train..");

  @ArchTest
  static final ArchRule only_the_root_knows_the_server = noClasses().that().resideOutsideOfPackage("dev.assay.cli")
      .should().dependOnClassesThat().resideInAPackage("dev.assay.lsp..");
}
