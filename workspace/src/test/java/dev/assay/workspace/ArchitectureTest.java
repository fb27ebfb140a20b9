package dev.assay.workspace;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What ARCHITECTURE.md says of this module's packages. */
@AnalyzeClasses(packages = "dev.assay.workspace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().matching("dev.assay.workspace.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothing_knows_llvm_protocols_or_terminals = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("org.bytedeco..", "org.eclipse.lsp4j..", "picocli..", "dev.assay.worker..",
          "dev.assay.wire..", "dev.assay.lsp..", "dev.assay.cli..", "dev.assay.train..");

  @ArchTest
  static final ArchRule indexes_are_known_by_their_interface_only =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache..", "dev.assay.index.lucene..",
          "dev.assay.index.solr..", "dev.assay.index.search..");

  @ArchTest
  static final ArchRule only_indexing_knows_the_index =
      noClasses().that().resideOutsideOfPackage("dev.assay.workspace.indexing").should().dependOnClassesThat()
          .resideInAPackage("dev.assay.index..");
}
