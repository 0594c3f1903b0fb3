package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.millrace.event.RunStatus;
import io.millrace.node.InputRequest;
import io.millrace.node.NodeExecutor;
import io.millrace.node.NodeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SuspendedNodesTest {
  private final EngineThreads threads = new EngineThreads(1);

  @AfterEach
  void close() {
    threads.close();
  }

  /** Waits once, then does what it should. */
  private static NodeExecutor waitingFor(Duration time) {
    Set<String> waited = ConcurrentHashMap.newKeySet();
    return context ->
        waited.add(context.executionId())
            ? NodeResult.after(time)
            : NodeResult.succeeded(Map.of("out", "done"));
  }

  /** Each waits, again and again, until all have been called: with one thread, none may hold it. */
  @Test
  void nodesThatWaitHoldNoThreadThatOthersNeed() {
    Walks walks = Walks.of("start>a start>b start>c start>d start>e a>end");
    List<String> calls = Collections.synchronizedList(new ArrayList<>());
    for (String id : new String[] {"a", "b", "c", "d", "e"}) {
      NodeExecutor waiting = waitingFor(Duration.ofMillis(100));
      walks.doing(
          id,
          context -> {
            calls.add(id);
            return waiting.execute(context);
          });
    }
    Walks.Started walk = walks.start(threads);

    assertThat(walk.result().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(calls).hasSize(10);
    assertThat(calls.subList(0, 5))
        .as("who has the one thread while all five wait")
        .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
    assertThat(walk.script()).contains("+a", "-a", "-e", "-end").doesNotContain("-a FAILED");
    assertThat(walk.context().exceptions()).isZero();
  }

  @Test
  void aNodeThatWaitsBeyondItsDeadlineFails() {
    Walks.Started walk =
        Walks.of("start>a")
            .doing("a", waitingFor(Duration.ofMinutes(5)))
            .limited(500, Duration.ofMinutes(1), Duration.ofSeconds(2))
            .start(threads);
    assertThat(walk.result().error()).startsWith("Timed out; the limit for one node is 2.0 s");
    assertThat(walk.script()).containsSubsequence("+a", "-a FAILED");
  }

  @Test
  void aQuestionThatNobodyAnswersGoesOnWhenItsTimeIsOver() {
    InputRequest question =
        new InputRequest(
            "Publish?",
            ImmutableList.of(),
            ImmutableList.of(new InputRequest.Action("yes", "Yes")),
            Duration.ofMillis(50));
    Walks.Started walk =
        Walks.of("start>a a:yes>published a:__timeout>reminded")
            .doing(
                "a",
                context ->
                    context.resumed() && context.submission().isEmpty()
                        ? NodeResult.succeeded(Map.of()).withHandle("__timeout")
                        : NodeResult.awaiting(question))
            .set("a", "type", "human-input")
            .start(threads);
    assertThat(walk.result().status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(walk.script())
        .contains("-reminded", "skip a>published")
        .doesNotContain("+published");
  }

  @Test
  void aWalkThatIsAbortedDoesNotCallANodeThatWaits() {
    AtomicInteger calls = new AtomicInteger();
    Walks.Started walk =
        Walks.of("start>a")
            .doing(
                "a",
                context -> {
                  calls.incrementAndGet();
                  return NodeResult.after(Duration.ofMillis(100));
                })
            .start(threads);
    walk.abort("enough");
    assertThat(walk.result().status()).isEqualTo(RunStatus.STOPPED);
    int before = calls.get();
    threads.close(Duration.ofMillis(300));
    assertThat(calls.get()).isEqualTo(before);
  }
}
