package dev.assay.intellij;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the packages of the plugin promise in their {@code package-info.java}. */
@AnalyzeClasses(packages = "dev.assay.intellij", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String CORE = "dev.assay.intellij.core.";
  private static final String IDE = "dev.assay.intellij.ide";

  @ArchTest
  static final ArchRule packages_depend_on_each_other_without_cycles =
      slices().matching("dev.assay.intellij.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule the_core_knows_no_platform_and_no_user_interface =
      noClasses().that().resideInAPackage(CORE + ".").should().dependOnClassesThat()
          .resideInAnyPackage("com.intellij..", "java.awt..", "javax.swing..", IDE + "..");

  @ArchTest
  static final ArchRule finding_java_needs_nothing_else_of_the_plugin = uses("java");

  @ArchTest
  static final ArchRule the_protocols_values_know_nobody_who_uses_them = uses("protocol");

  @ArchTest
  static final ArchRule the_client_knows_no_process = uses("client", "protocol");

  @ArchTest
  static final ArchRule the_server_knows_nothing_of_how_answers_are_shown =
      uses("server", "client", "java", "protocol");

  @ArchTest
  static final ArchRule what_all_features_share_knows_none_of_them =
      noClasses().that().resideInAPackage(IDE).should().dependOnClassesThat().resideInAPackage(IDE + ".*..");

  @ArchTest
  static final ArchRule settings_know_no_project_and_no_other_feature =
      noClasses().that().resideInAPackage(IDE + ".settings").should()
          .dependOnClassesThat(DescribedPredicate.describe("are of another feature",
              type -> type.getPackageName().startsWith(IDE + ".") && !type.getPackageName().equals(IDE + ".settings")));

  @ArchTest
  static final ArchRule languages_do_not_ask_the_server = noClasses().that().resideInAPackage(IDE + ".language")
      .should().dependOnClassesThat().resideInAnyPackage(CORE + "server", CORE + "client", IDE + ".project");

  @ArchTest
  static final ArchRule only_the_startup_knows_the_startup = noClasses().that().resideOutsideOfPackage(IDE + ".startup")
      .should().dependOnClassesThat().resideInAPackage(IDE + ".startup");

  /** The package of the core with this name uses only these others of the plugin. */
  private static ArchRule uses(String name, String... others) {
    String[] allowed = new String[others.length + 1];
    allowed[0] = CORE + name;
    for (int i = 0; i < others.length; i++) {
      allowed[i + 1] = CORE + others[i];
    }
    return classes().that().resideInAPackage(CORE + name).should()
        .onlyDependOnClassesThat(DescribedPredicate.or(JavaClass.Predicates.resideInAnyPackage(allowed),
            DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.assay.."))));
  }
}
