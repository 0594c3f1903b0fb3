package io.millrace.testkit;

import com.google.common.base.Strings;
import io.millrace.event.RunStatus;
import io.millrace.knowledge.RetrievedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a run. A failure shows the first difference and what happened in the run.
 *
 * @since 0.1
 */
public final class TestedRunAssert extends AbstractAssert<TestedRunAssert, TestedRun> {
  private static final int LONG = 40;
  private static final int MOST_LINES = 50;

  private TestedRunAssert(TestedRun actual) {
    super(actual, TestedRunAssert.class);
  }

  /** Starts saying something of a run. */
  public static TestedRunAssert assertThat(TestedRun run) {
    return new TestedRunAssert(run);
  }

  /** Fails unless every item succeeded. */
  public TestedRunAssert succeeded() {
    return hasStatus(RunStatus.SUCCEEDED);
  }

  /** Fails unless the run ended so. */
  public TestedRunAssert hasStatus(RunStatus status) {
    isNotNull();
    if (actual.result().status() != status) {
      throw failure("the run to end as " + status, "it ended as " + actual.result().status());
    }
    return this;
  }

  /** Fails unless the run ended with an error that contains this text, of the run or of an item. */
  public TestedRunAssert failedWith(String text) {
    isNotNull();
    List<String> errors = new ArrayList<>();
    errors.add(String.valueOf(actual.result().error()));
    actual.result().documents().forEach(item -> errors.add(String.valueOf(item.error())));
    if (errors.stream().noneMatch(error -> error.contains(text))) {
      throw failure("an error with '" + text + "'", "the errors were " + errors);
    }
    return this;
  }

  /** Fails unless exactly these nodes ended, in this order. */
  public TestedRunAssert tookPath(String... nodeIds) {
    isNotNull();
    return sameList("the path", Arrays.asList(nodeIds), actual.path());
  }

  /** Fails unless a node gave this value under this name; whole numbers are equal whatever type. */
  public TestedRunAssert hasOutput(String nodeId, String name, @Nullable Object value) {
    isNotNull();
    Map<String, @Nullable Object> outputs = actual.outputs(nodeId);
    String wanted = "%s.%s to be %s".formatted(nodeId, name, shown(value));
    if (!outputs.containsKey(name)) {
      throw failure(wanted, "the node gave only " + outputs.keySet());
    }
    Object found = outputs.get(name);
    if (!Objects.equals(plain(found), plain(value))) {
      throw failure(wanted, "it was " + shown(found));
    }
    return this;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return value instanceof Integer || value instanceof Short || value instanceof Byte
        ? Long.valueOf(((Number) value).longValue())
        : value;
  }

  private static String shown(@Nullable Object value) {
    return value instanceof String
        ? "'" + value + "'"
        : value == null ? "null" : value + " (" + value.getClass().getSimpleName() + ")";
  }

  /** Fails unless exactly these chunks are stored, in this order. */
  public TestedRunAssert hasChunks(String... chunks) {
    isNotNull();
    return sameList("the chunks", Arrays.asList(chunks), actual.chunks());
  }

  /** Fails unless that many documents are stored. */
  public TestedRunAssert hasDocuments(int count) {
    isNotNull();
    int found = actual.documents().size();
    if (found != count) {
      throw failure(count + " documents", "there are " + found);
    }
    return this;
  }

  /** Fails unless a search finds a segment that contains this text. */
  public TestedRunAssert finds(String query, String text) {
    isNotNull();
    List<String> found =
        actual.search(query).stream().map(RetrievedRecord::segment).map(s -> s.content()).toList();
    if (found.stream().noneMatch(content -> content.contains(text))) {
      throw failure("'%s' to find something with '%s'".formatted(query, text), "it found " + found);
    }
    return this;
  }

  /** Fails unless exactly these lines tell of the run's events. */
  public TestedRunAssert hasScript(String... lines) {
    isNotNull();
    return sameList("the events", Arrays.asList(lines), actual.script());
  }

  private TestedRunAssert sameList(String what, List<String> wanted, List<String> found) {
    for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
      String want = i < wanted.size() ? wanted.get(i) : null;
      String is = i < found.size() ? found.get(i) : null;
      if (!Objects.equals(want, is)) {
        throw failure(
            "%s to be %s".formatted(what, wanted),
            "they first differ at %d, where %s was wanted and there is %s%s. All: %s"
                .formatted(i, place(want), place(is), within(want, is), found));
      }
    }
    return this;
  }

  private static String place(@Nullable String line) {
    return line == null ? "nothing more" : "'" + line + "'";
  }

  /** Returns where two long texts part. */
  private static String within(@Nullable String want, @Nullable String is) {
    if (want == null || is == null || Math.min(want.length(), is.length()) < LONG) {
      return "";
    }
    int same = Strings.commonPrefix(want, is).length();
    return " (the same for %d characters, then '%s' was wanted and there is '%s')"
        .formatted(same, from(want, same), from(is, same));
  }

  private static String from(String text, int start) {
    return text.length() <= start + LONG
        ? text.substring(start)
        : text.substring(start, start + LONG) + "…";
  }

  private AssertionError failure(String wanted, String but) {
    return new AssertionError(
        "%sExpected %s, but %s.%nWhat happened:%n  %s"
            .formatted(
                info.descriptionText().isEmpty() ? "" : "[" + info.descriptionText() + "] ",
                wanted,
                but,
                String.join(System.lineSeparator() + "  ", transcript())));
  }

  /** Returns a line an event; of very many the first and the last. */
  private List<String> transcript() {
    List<String> all = actual.script();
    if (all.size() <= 2 * MOST_LINES) {
      return all;
    }
    List<String> some = new ArrayList<>(all.subList(0, MOST_LINES));
    some.add("… %d further events …".formatted(all.size() - 2 * MOST_LINES));
    some.addAll(all.subList(all.size() - MOST_LINES, all.size()));
    return some;
  }

  /** Goes on with AssertJ's assertions of the stored chunks. */
  public org.assertj.core.api.ListAssert<String> chunks() {
    isNotNull();
    return Assertions.assertThat(actual.chunks());
  }
}
