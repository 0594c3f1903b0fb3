package io.millrace.datasource.drive;

import static io.millrace.datasource.drive.DriveBench.file;
import static io.millrace.datasource.drive.DriveBench.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDriveDatasource.Entry;
import io.millrace.datasource.OnlineDriveDatasource.Listing;
import io.millrace.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every drive that is reached over HTTP must do, against a server that runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DriveContract {
  private static final AtomicInteger FOLDERS = new AtomicInteger();

  /** The folder of this test, with a slash at its end. */
  protected String top = "";

  @SuppressWarnings("NullAway.Init")
  protected DriveBench bench;

  /** Returns a drive that is signed in. */
  protected abstract DriveBench newBench();

  /** Returns the bucket of all files, or {@code null} where there are none. */
  protected abstract @Nullable String bucket();

  /** Puts a file on the server, in the place of one that was there. */
  protected abstract void put(String path, byte[] content) throws Exception;

  protected abstract void delete(String path) throws Exception;

  /** Returns whether a call asks for the bytes of a file. */
  protected abstract boolean isDownload(HttpCall call);

  /** Returns the id of what is at a path. */
  protected String id(String path) {
    return path;
  }

  /** Returns the signals that every item carries. */
  protected abstract List<String> signals();

  /** Returns names that the server can keep. */
  protected Stream<String> names() {
    return Stream.of(
        "plain.txt",
        "with space & plus+.txt",
        "ünïcode/文書 (1).md",
        "percent%20sign.txt",
        "emoji-😀.txt",
        "quote'-#hash;semi,colon=.txt",
        "con",
        "trailing.dot.");
  }

  @BeforeEach
  final void open() {
    top = "t" + FOLDERS.incrementAndGet() + "/";
    bench = newBench();
  }

  @AfterEach
  final void close() {
    bench.close();
  }

  protected final void put(String path, String text) throws Exception {
    put(top + path, text.getBytes(StandardCharsets.UTF_8));
  }

  protected final DatasourceItem.DriveFile item(String path) {
    return file(bucket(), id(top + path));
  }

  private List<String> below(String path) {
    return bench.ids(bucket(), id(top + path));
  }

  @Test
  void aLevelListsItsFoldersAndFilesPageByPage() throws Exception {
    put("one.txt", "1");
    put("two.txt", "22");
    put("sub/three.txt", "333");
    List<Entry> found = new ArrayList<>();
    Map<String, Object> next = null;
    do {
      Listing page = bench.browse(bucket(), id(top), 1, next);
      found.addAll(page.files());
      next = page.nextPageParameters();
    } while (next != null);
    assertThat(found)
        .extracting(Entry::name, Entry::size, Entry::folder)
        .containsExactlyInAnyOrder(
            tuple("one.txt", 1L, false), tuple("two.txt", 2L, false), tuple("sub", 0L, true));
  }

  @Test
  void aFolderStandsForEverythingBelowItAndEachItemTellsWhatMayChange() throws Exception {
    put("one.txt", "1");
    put("b/c/d/deep.txt", "deep");
    List<DatasourceItem.DriveFile> files = bench.expand(folder(bucket(), id(top)));
    assertThat(files)
        .extracting(DatasourceItem.DriveFile::id)
        .containsExactlyInAnyOrder(id(top + "one.txt"), id(top + "b/c/d/deep.txt"));
    assertThat(files)
        .allSatisfy(
            file -> {
              assertThat(file.entry()).containsKeys("size", "path");
              assertThat(file.entry()).containsKeys(signals().toArray(String[]::new));
            });
  }

  @Test
  void anItemThatACallerNamedIsCompletedWithWhatTheServiceSays() throws Exception {
    put("x/y.txt", "abc");
    assertThat(bench.expand(item("x/y.txt")))
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.name()).isEqualTo("y.txt");
              assertThat(item.entry()).containsEntry("size", 3L);
              assertThat(item.entry()).containsKeys(signals().toArray(String[]::new));
            });
  }

  @ParameterizedTest
  @MethodSource("names")
  void aFileOfAnyNameIsListedAndReadAsItIs(String name) throws Exception {
    put(name, "content of " + name);
    assertThat(below("")).containsExactly(id(top + name));
    assertThat(bench.text(item(name))).isEqualTo("content of " + name);
  }

  @Test
  void aFileOfNoBytesIsAFile() throws Exception {
    put("empty.txt", "");
    assertThat(below("")).containsExactly(id(top + "empty.txt"));
    assertThat(bench.text(item("empty.txt"))).isEmpty();
  }

  @Test
  void aFileThatBreaksOffIsContinuedWhereItBroke() throws Exception {
    String text = "0123456789".repeat(5000);
    put("long.txt", text);
    AtomicInteger breaks = new AtomicInteger();
    bench.fault =
        (call, reply) ->
            isDownload(call) && reply.ok() && breaks.getAndIncrement() < 3
                ? Faults.breakingAfter(reply, 12_345)
                : reply;
    assertThat(bench.text(item("long.txt"))).isEqualTo(text);
    assertThat(breaks.get()).isEqualTo(4);
  }

  @Test
  void aFileThatChangesInTheMiddleIsReadAnew() throws Exception {
    put("moving.txt", "old".repeat(10_000));
    AtomicInteger reads = new AtomicInteger();
    bench.fault =
        (call, reply) -> {
          if (isDownload(call) && reply.ok() && reads.getAndIncrement() == 0) {
            unchecked(() -> put("moving.txt", "newer".repeat(10_000)));
            return Faults.breakingAfter(reply, 100);
          }
          return reply;
        };
    assertThat(bench.text(item("moving.txt"))).isEqualTo("newer".repeat(10_000));
  }

  @Test
  void aServerThatIsSlowIsReadToTheEnd() throws Exception {
    put("slow.txt", "drop by drop");
    bench.fault = (call, reply) -> isDownload(call) ? Faults.dropByDrop(reply) : reply;
    assertThat(bench.text(item("slow.txt"))).isEqualTo("drop by drop");
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws Exception {
    put("busy.txt", "x");
    AtomicInteger answers = new AtomicInteger();
    bench.fault =
        (call, reply) ->
            switch (answers.getAndIncrement()) {
              case 0 -> Faults.status(reply, 429);
              case 1, 2 -> Faults.status(reply, 503);
              default -> reply;
            };
    assertThat(bench.text(item("busy.txt"))).isEqualTo("x");
  }

  @Test
  void aFileThatWasDeletedBetweenListAndReadIsItsOwnOutcome() throws Exception {
    put("gone.txt", "x");
    put("here.txt", "y");
    List<DatasourceItem.DriveFile> files = bench.expand(folder(bucket(), id(top)));
    delete(top + "gone.txt");
    for (DatasourceItem.DriveFile file : files) {
      if (file.name().equals("gone.txt")) {
        assertThatThrownBy(() -> bench.open().download(file))
            .isInstanceOf(DatasourceException.class)
            .hasMessageContaining("not found");
      } else {
        assertThat(bench.text(file)).isEqualTo("y");
      }
    }
    assertThat(files).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../other/secret", "a/../../other/secret", "./x", "a/.."})
  protected void aNameWithAWayUpIsNeverSent(String name) {
    assertThatThrownBy(() -> bench.open().download(item(name))).hasMessageContaining("'.' or '..'");
    assertThat(bench.sent).noneMatch(call -> call.contains("secret") || call.contains("/x"));
  }

  @Test
  void aFolderThatIsNotThereSaysSo() {
    assertThatThrownBy(() -> below("nothing/"))
        .isInstanceOf(DatasourceException.class)
        .message()
        .containsAnyOf("holds no file at all", "not found");
  }

  /** Reads a file of which the first answer has a bit that is another. */
  protected final void assertThatDamageIsMended(String path, String text) {
    AtomicInteger downloads = new AtomicInteger();
    bench.fault =
        (call, reply) ->
            isDownload(call) && downloads.getAndIncrement() == 0 ? Faults.flipped(reply) : reply;

    assertThat(bench.text(item(path))).isEqualTo(text);
    assertThat(downloads).hasValueGreaterThan(1);
  }

  /** Something that can fail. */
  protected interface Step {
    void run() throws Exception;
  }

  protected static void unchecked(Step step) {
    try {
      step.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
