package dev.assay.cc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What ARCHITECTURE.md and {@code package-info} say of the drop-in compiler's packages. */
@AnalyzeClasses(packages = "dev.assay.cc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().matching("dev.assay.cc.(*)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule command_lines_and_objects_are_read_without_running_anything =
      noClasses().that().resideInAnyPackage("dev.assay.cc.command", "dev.assay.cc.object").should()
          .dependOnClassesThat().resideInAnyPackage("dev.assay.process", "dev.assay.clang", "dev.assay.cc.toolchain",
              "dev.assay.cc.store", "dev.assay.cc.tuning", "dev.assay.cc.daemon", "dev.assay.cc.report");

  @ArchTest
  static final ArchRule nothing_knows_llvm_terminals_editors_or_indices =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.bytedeco..", "picocli..",
          "org.eclipse.lsp4j..", "dev.assay.worker..", "dev.assay.wire..", "dev.assay.index..", "dev.assay.workspace..",
          "dev.assay.cli..", "dev.assay.lsp..", "dev.assay.train..");
}
