package dev.assay.train;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** What ARCHITECTURE.md says of this module and its packages. */
@AnalyzeClasses(packages = "dev.assay.train", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().assignedFrom(new EveryPackage()).should().beFreeOfCycles();

  @ArchTest
  static final ArchRule only_models_and_their_training_know_pytorch =
      onlyIn("org.bytedeco.pytorch..", "dev.assay.train.model", "dev.assay.train.masking", "dev.assay.train.predict",
          "dev.assay.train.pretrain", "dev.assay.train.heads", "dev.assay.train.encoder");

  @ArchTest
  static final ArchRule only_the_graph_writer_knows_onnx = onlyIn("ai.onnx.proto..", "dev.assay.train.onnx");

  @ArchTest
  static final ArchRule only_clustering_and_the_graph_writer_know_tribuo =
      onlyIn("org.tribuo..", "dev.assay.train.cluster", "dev.assay.train.onnx");

  @ArchTest
  static final ArchRule what_is_below_the_steps_knows_none_of_them = noClasses().that()
      .resideInAnyPackage("dev.assay.train.store", "dev.assay.train.progress", "dev.assay.train.tensor",
          "dev.assay.train.onnx", "dev.assay.train.model", "dev.assay.train.loop", "dev.assay.train.cluster",
          "dev.assay.train.measure", "dev.assay.train.bundle")
      .should().dependOnClassesThat().resideInAnyPackage("dev.assay.train", "dev.assay.train.corpus",
          "dev.assay.train.labels", "dev.assay.train.probes", "dev.assay.train.spectra", "dev.assay.train.contents",
          "dev.assay.train.codebooks", "dev.assay.train.pretrain", "dev.assay.train.heads", "dev.assay.train.encoder",
          "dev.assay.train.evaluate", "dev.assay.train.export");

  @ArchTest
  static final ArchRule nothing_knows_llvm_editors_or_an_index = noClasses().should().dependOnClassesThat()
      .resideInAnyPackage("org.bytedeco.llvm..", "org.eclipse.lsp4j..", "org.apache.lucene..", "org.apache.solr..",
          "dev.assay.lsp..", "dev.assay.index..", "dev.assay.workspace..", "dev.assay.cli..", "dev.assay.worker..");

  private static ArchRule onlyIn(String library, String... homes) {
    return noClasses().that().resideOutsideOfPackages(homes).should().dependOnClassesThat().resideInAPackage(library);
  }

  /** A slice for each package, the root included. */
  private static final class EveryPackage implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return type.getPackageName().startsWith("dev.assay.train") ? SliceIdentifier.of(type.getPackageName())
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "each package";
    }
  }
}
