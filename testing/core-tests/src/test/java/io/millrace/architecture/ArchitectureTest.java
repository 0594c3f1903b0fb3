package io.millrace.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import io.millrace.error.MillraceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  /** Core's packages below the root: each may use those before it. */
  private static final List<String> ORDER =
      List.of(
          "annotation",
          "error",
          "http",
          "file",
          "python",
          "variable",
          "condition",
          "model",
          "extractor",
          "knowledge",
          "pipeline",
          "datasource",
          "graph",
          "event",
          "tool",
          "node",
          "engine");

  private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("io.millrace..");

  static Stream<String> packages() {
    return ORDER.stream();
  }

  static Stream<String> plugins() {
    return Modules.PLUGINS.keySet().stream().sorted();
  }

  @Test
  void allModulesWereLookedAt() {
    assertThat(Modules.CLASSES).anyMatch(Modules.CORE);
    assertThat(Modules.PLUGINS.values())
        .allSatisfy(module -> assertThat(Modules.CLASSES).anyMatch(module));
  }

  @Test
  void coreHasTheKnownPackagesAlone() {
    Set<String> found =
        Modules.CLASSES.stream()
            .filter(Modules.CORE)
            .map(type -> type.getPackageName().replaceFirst("^io\\.millrace\\.?", ""))
            .map(name -> name.replaceFirst("\\..*", ""))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());

    assertThat(found).hasSameElementsAs(ORDER);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageOfCoreUsesOnlyThoseBeforeIt(String name) {
    List<String> later = new ArrayList<>(List.of("io.millrace"));
    IntStream.range(ORDER.indexOf(name) + 1, ORDER.size())
        .mapToObj(i -> "io.millrace." + ORDER.get(i) + "..")
        .forEach(later::add);

    noClasses()
        .that(Modules.CORE)
        .and()
        .resideInAPackage("io.millrace." + name + "..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.and(Modules.CORE, resideInAnyPackage(later.toArray(String[]::new))))
        .check(Modules.CLASSES);
  }

  @Test
  void coreUsesItsFourLibrariesAlone() {
    classes()
        .that(Modules.CORE)
        .should()
        .onlyDependOnClassesThat(
            Modules.CORE.or(
                resideInAnyPackage(
                    "java..",
                    "com.google.common..",
                    "com.fasterxml.jackson..",
                    "org.yaml.snakeyaml..",
                    "org.slf4j..",
                    "org.jspecify..",
                    "com.google.errorprone.annotations..")))
        .check(Modules.CLASSES);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginUsesOfUsOnlyCoreAndItself(String name) {
    DescribedPredicate<JavaClass> plugin = Modules.PLUGINS.get(name);
    noClasses()
        .that(plugin)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.and(
                OURS, DescribedPredicate.not(DescribedPredicate.or(Modules.CORE, plugin))))
        .check(Modules.CLASSES);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginStaysInItsOwnPackage(String name) {
    String own = "io.millrace." + name.replace('-', '.') + "..";
    classes().that(Modules.PLUGINS.get(name)).should().resideInAPackage(own).check(Modules.CLASSES);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.(**)").should().beFreeOfCycles().check(Modules.CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    Map<String, Boolean> marked =
        Modules.CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .collect(
                Collectors.toMap(
                    packet -> packet.getName(),
                    packet -> packet.isAnnotatedWith(NullMarked.class)));

    assertThat(marked).isNotEmpty().doesNotContainValue(false);
  }

  @Test
  void theEngineRoomIsUsedByCoreAlone() {
    noClasses()
        .that(OURS)
        .and(DescribedPredicate.not(Modules.CORE))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.engine..")
        .check(Modules.CLASSES);
  }

  @Test
  void everyPublicTypeSaysSinceWhenItIsThere() {
    assertThat(Sources.publicTypesWithoutSince()).isEmpty();
  }

  @Test
  void nobodyWritesToTheStandardStreams() {
    noClasses().should(ACCESS_STANDARD_STREAMS).check(Modules.CLASSES);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .check(Modules.CLASSES);
  }

  @Test
  void everyPublicUncheckedExceptionIsOfOurFamily() {
    classes()
        .that()
        .areAssignableTo(RuntimeException.class)
        .and()
        .arePublic()
        .should()
        .beAssignableTo(MillraceException.class)
        .check(Modules.CLASSES);
  }
}
