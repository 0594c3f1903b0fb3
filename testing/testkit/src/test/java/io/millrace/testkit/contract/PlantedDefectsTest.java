package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/**
 * The kit fails bad plugins: for every test of every contract there is a plugin that is good but
 * for one defect, and that test fails.
 */
class PlantedDefectsTest {
  private static final List<Class<?>> CONTRACTS =
      List.of(
          InMemoryFileStoreContractTest.class,
          InMemoryKnowledgeStoreContractTest.class,
          PlainTextExtractorContractTest.class,
          WordVectorsContractTest.class,
          SharedWordsRerankerContractTest.class,
          EchoChatModelContractTest.class,
          ShoutingToolContractTest.class,
          ShoutingNodeContractTest.class,
          InMemoryDocumentsContractTest.class,
          UploadedFilesContractTest.class,
          InMemorySiteContractTest.class,
          InMemoryDriveContractTest.class,
          PlainTransportContractTest.class);

  static List<Defect<?>> defects() {
    return Stream.of(
            StoreDefects.all(),
            ModelDefects.all(),
            NodeDefects.all(),
            DatasourceDefects.all(),
            HttpDefects.all())
        .<Defect<?>>flatMap(List::stream)
        .toList();
  }

  @AfterEach
  void takeTheDefectOut() {
    Planted.takeOut();
    System.clearProperty(Threads.PATIENCE);
  }

  @ParameterizedTest
  @MethodSource("defects")
  void aPlantedDefectIsCaught(Defect<?> defect) {
    if (defect.keepsWaiting()) {
      System.setProperty(Threads.PATIENCE, "1");
    }
    Planted.plant(defect);

    Events tests = run(selectMethod(defect.contract(), defect.test()));

    assertThat(tests.failed().map(PlantedDefectsTest::name).toList())
        .as("tests that fail for what is wrong with '%s'", defect.method())
        .contains(defect.test());
  }

  @Test
  void everyContractTestHasItsDefect() {
    Set<String> planted =
        defects().stream()
            .map(defect -> contractTest(defect.contract(), defect.test()))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(planted).hasSizeGreaterThan(130).containsExactlyElementsOf(contractTests());
  }

  private static Set<String> contractTests() {
    Set<String> tests = new TreeSet<>();
    for (Class<?> contract : CONTRACTS) {
      for (Class<?> type = contract; type != Object.class; type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          if (method.isAnnotationPresent(Test.class)) {
            tests.add(type.getSimpleName() + "." + method.getName());
          }
        }
      }
    }
    return tests;
  }

  private static String contractTest(Class<?> contract, String test) {
    for (Class<?> type = contract; type != Object.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(test)) {
          return type.getSimpleName() + "." + test;
        }
      }
    }
    return "no test " + test + " of " + contract.getSimpleName();
  }

  private static Events run(DiscoverySelector selector) {
    return EngineTestKit.engine("junit-jupiter").selectors(selector).execute().testEvents();
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getLegacyReportingName().replaceFirst("\\(.*", "");
  }
}
