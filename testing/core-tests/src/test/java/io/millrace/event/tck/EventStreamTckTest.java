package io.millrace.event.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;

/** The kit is written for TestNG; this runs it where all other tests run. */
class EventStreamTckTest {

  @Test
  void theStreamOfARunThatGoesOnKeepsTheRules() {
    verify(LiveStreamVerification.class, List.of());
  }

  @Test
  void theStreamOfARunThatIsOverKeepsTheRules() {
    verify(
        RecordedStreamVerification.class,
        List.of("required_spec317_mustNotSignalOnErrorWhenPendingAboveLongMaxValue"));
  }

  /**
   * @param endless what can only be tried on a stream without end
   */
  private static void verify(Class<?> verification, List<String> endless) {
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG kit = new TestNG(false);
    kit.setVerbose(0);
    kit.setTestClasses(new Class<?>[] {verification});
    kit.addListener(results);
    kit.run();
    assertThat(results.getFailedTests()).extracting(EventStreamTckTest::describe).isEmpty();
    assertThat(results.getConfigurationFailures()).isEmpty();
    assertThat(names(results.getSkippedTests()))
        .filteredOn(name -> !name.startsWith("untested_"))
        .isEqualTo(endless);
    assertThat(names(results.getPassedTests()))
        .hasSizeGreaterThanOrEqualTo(25)
        .contains(
            "required_spec102_maySignalLessThanRequestedAndTerminateSubscription",
            "required_spec303_mustNotAllowUnboundedRecursion",
            "required_spec309_requestZeroMustSignalIllegalArgumentException",
            "required_spec313_cancelMustMakeThePublisherEventuallyDropAllReferencesToTheSubscriber",
            "optional_spec111_maySupportMultiSubscribe");
  }

  private static List<String> names(List<ITestResult> results) {
    return results.stream().map(ITestResult::getName).toList();
  }

  private static String describe(ITestResult result) {
    return result.getName() + ": " + result.getThrowable();
  }
}
