package dev.assay.lsp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What ARCHITECTURE.md says of this module's packages. */
@AnalyzeClasses(packages = "dev.assay.lsp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().matching("dev.assay.lsp.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_knows_llvm_terminals_or_other_programs =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..", "picocli..", "ai.onnxruntime..",
          "dev.assay.worker..", "dev.assay.wire..", "dev.assay.cli..", "dev.assay.train..");

  @ArchTest
  static final ArchRule indexes_are_known_by_their_interface_only =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache..", "dev.assay.index.lucene..",
          "dev.assay.index.solr..", "dev.assay.index.search..");

  @ArchTest
  static final ArchRule the_protocol_knows_nothing_else_of_assay =
      classes().that().resideInAPackage("dev.assay.lsp.protocol").should().onlyDependOnClassesThat()
          .resideInAnyPackage("dev.assay.lsp.protocol", "java..", "com.google.gson..", "org.eclipse.lsp4j..");

  @ArchTest
  static final ArchRule texts_know_nothing_of_the_protocol = noClasses().that().resideInAPackage("dev.assay.lsp.text")
      .should().dependOnClassesThat().resideInAnyPackage("org.eclipse.lsp4j..", "com.google.gson..");

  @ArchTest
  static final ArchRule only_the_shell_knows_itself = noClasses().that().resideInAPackage("dev.assay.lsp.*").should()
      .dependOnClassesThat().resideInAPackage("dev.assay.lsp");
}
