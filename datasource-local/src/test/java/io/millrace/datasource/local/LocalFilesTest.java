package io.millrace.datasource.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceItems;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.file.FileRef;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
class LocalFilesTest {
  private final Path root;
  private final Path outside;
  private final InMemoryFileStore uploads = new InMemoryFileStore();
  private final LocalFileDatasource files;

  LocalFilesTest(@TempDir Path folder) throws IOException {
    Path real = folder.toRealPath();
    root = Files.createDirectory(real.resolve("root"));
    outside = Files.createDirectory(real.resolve("outside"));
    write(outside, "secret.txt");
    files = open(root);
  }

  @Test
  void theProviderIsFoundAndNeedsNothing() {
    DatasourceProvider provider =
        ServiceLoader.load(DatasourceProvider.class).findFirst().orElseThrow();
    assertThat(provider).isInstanceOf(LocalFileDatasourceProvider.class);
    assertThat(provider.id()).isEqualTo("file");
    assertThat(provider.type()).isEqualTo(DatasourceType.LOCAL_FILE);
    assertThat(provider.credentialFields()).isEmpty();
  }

  @Nested
  @DisplayName("an upload")
  class Upload {

    @Test
    void standsForItselfAndResolvesByItsId() throws IOException {
      FileRef saved =
          uploads.save(NewFile.upload("a.pdf", null), new ByteArrayInputStream(new byte[3]));
      DatasourceItem.LocalFile item =
          item(Map.of("reference", String.valueOf(saved.reference()), "name", "A", "extra", 1));

      assertThat(files.expand(item)).containsExactly(item);
      assertThat(files.resolve(item)).isEqualTo(saved);
      assertThat(files.files().find(item.reference())).isEmpty();
    }

    @Test
    void worksWithoutAnyAllowedRoot() throws IOException {
      FileRef saved =
          uploads.save(NewFile.upload("a.pdf", null), new ByteArrayInputStream(new byte[3]));
      DatasourceItem.LocalFile item = item(Map.of("related_id", String.valueOf(saved.reference())));
      assertThat(open().resolve(item)).isEqualTo(saved);
    }

    @Test
    void thatIsUnknownIsToldByItsId() {
      DatasourceItem.LocalFile item = item(Map.of("reference", "no-such"));
      assertThat(files.expand(item)).containsExactly(item);
      assertThatThrownBy(() -> files.resolve(item))
          .isInstanceOf(DatasourceException.class)
          .hasMessageStartingWith("UploadFile not found for file_id=no-such")
          .hasMessageContaining("Upload the file first");
    }

    @Test
    void isNotTakenForAPathOfTheSameName() throws IOException {
      write(root, "a.md");
      DatasourceItem.LocalFile item = item(Map.of("reference", "a.md"));
      assertThatThrownBy(() -> files.resolve(item)).hasMessageContaining("UploadFile not found");
    }
  }

  @Nested
  @DisplayName("a file")
  class OneFile {

    @Test
    void isReadByItsRelativeAbsoluteOrUriName() throws IOException {
      Path file = write(root, "sub/Año 1.md");
      for (Map<String, Object> entry :
          List.<Map<String, Object>>of(
              Map.of("path", "sub/Año 1.md"),
              Map.of("path", file.toString()),
              Map.of("path", "sub/../sub/./Año 1.md"),
              Map.of("reference", file.toUri().toString()))) {
        DatasourceItem.LocalFile item = only(item(entry));

        assertThat(item.reference()).isEqualTo(file.toUri().toString());
        assertThat(item.name()).isEqualTo("Año 1.md");
        assertThat(item.identity()).isEqualTo("local_file:" + file.toUri());
        FileRef resolved = files.resolve(item);
        assertThat(resolved.filename()).isEqualTo("Año 1.md");
        assertThat(resolved.extension()).isEqualTo(".md");
        assertThat(resolved.mimeType()).isEqualTo("text/markdown");
        assertThat(resolved.size()).isEqualTo("sub/Año 1.md".getBytes(UTF_8).length);
        assertThat(files.files().find(item.reference())).contains(resolved);
        assertThat(text(resolved)).isEqualTo("sub/Año 1.md");
      }
    }

    @Test
    void keepsTheNameAndTheExtraKeysThatWereSent() throws IOException {
      Path file = write(root, "a.md");
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", "a.md");
      entry.put("tag", List.of("x"));
      entry.put("name", "My title");
      entry.put("nothing", null);

      DatasourceItem.LocalFile item = only(item(entry));

      Map<String, Object> expected = new LinkedHashMap<>();
      expected.put("reference", file.toUri().toString());
      expected.put("name", "My title");
      expected.put("tag", List.of("x"));
      expected.put("nothing", null);
      assertThat(item.entry()).containsExactlyEntriesOf(expected);
      assertThat(item.name()).isEqualTo("My title");
    }

    @Test
    void isItsOwnRootWhenTheHostAllowsJustThat() throws IOException {
      Path file = write(root, "a.md");
      write(root, "b.md");
      LocalFileDatasource one = open(file);

      DatasourceItem.LocalFile item = one.expand(path(file)).findFirst().orElseThrow();
      try (InputStream in = one.files().open(one.resolve(item))) {
        assertThat(in.readAllBytes()).isNotEmpty();
      }
      assertThatThrownBy(() -> one.expand(path(root.resolve("b.md"))))
          .hasMessageContaining("is not below an allowed root")
          .hasMessageContaining(file.toString());
    }

    @Test
    void whoseNameLooksLikeAGlobIsStillThatFile() throws IOException {
      Path file = write(root, "report[1]*.md");
      write(root, "report1x.md");
      assertThat(only(item(Map.of("path", "report[1]*.md"))).reference())
          .isEqualTo(file.toUri().toString());
    }

    @Test
    void mayHaveAnyName() throws IOException {
      for (String name : List.of("two\nlines.md", "#%+ ?.md", "日本語 😀.md", "-rf.md", "a'\"`.md")) {
        Path file = write(root, name);
        DatasourceItem.LocalFile item = only(path(file));
        assertThat(item.name()).isEqualTo(name);
        assertThat(text(files.resolve(item))).isEqualTo(name);
      }
      assertThat(names(item(Map.of("path", root.toString())))).hasSize(5);
    }

    @Test
    void thatIsEmptyIsAFileAllTheSame() throws IOException {
      Path file = Files.createFile(root.resolve("empty.txt"));
      assertThat(files.resolve(only(path(file))).size()).isZero();
    }

    @Test
    void thatIsMissingIsNamed() {
      assertRefused(item(Map.of("path", "gone.md")), "'gone.md' does not exist", root.toString());
      assertRefused(path(root.resolve("gone.md")), "gone.md' does not exist");
      assertRefused(
          item(Map.of("reference", root.resolve("gone.md").toUri().toString())),
          "gone.md' does not exist");
    }

    @Test
    void thatGoesBeforeItIsOpenedIsMissing() throws IOException {
      Path file = write(root, "a.md");
      FileRef resolved = files.resolve(only(path(file)));
      Files.delete(file);

      assertThat(files.files().find(String.valueOf(resolved.reference()))).isEmpty();
      assertThatThrownBy(() -> files.files().open(resolved))
          .isInstanceOf(NoSuchFileException.class);
    }
  }

  @Nested
  @DisplayName("what is not allowed")
  class Refused {

    @Test
    void isAnyPathWithoutAllowedRoots() throws IOException {
      Path file = write(root, "a.md");
      LocalFileDatasource closed = open();
      for (DatasourceItem.LocalFile item :
          List.of(
              item(Map.of("path", "a.md")),
              item(Map.of("path", "**")),
              path(file),
              item(Map.of("reference", file.toUri().toString())))) {
        assertThatThrownBy(() -> closed.expand(item))
            .isInstanceOf(DatasourceException.class)
            .hasMessageContaining("no path may be read")
            .hasMessageContaining("add its folder to the allowed roots");
        assertThatThrownBy(() -> closed.resolve(item))
            .isInstanceOf(DatasourceException.class)
            .hasMessageContaining("no path may be read");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "../outside/secret.txt",
          "../outside/no-such.txt",
          "../outside",
          "../outside/*.txt",
          "sub/../../outside/secret.txt",
          "/etc/passwd",
          "/no/such/thing",
          "/etc/*.conf",
          "/",
          ".."
        })
    void isWhatLiesOutside(String path) throws IOException {
      Files.createDirectory(root.resolve("sub"));
      assertRefused(item(Map.of("path", path)), "is not below an allowed root", root.toString());
    }

    @Test
    void isAFolderWhoseNameOnlyBeginsLikeTheRoot() throws IOException {
      Path sibling = write(root.resolveSibling("root2"), "a.md");
      assertRefused(path(sibling), "is not below an allowed root");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "file:relative",
          "file://host.example/share/x",
          "file:///a b",
          "file:///%zz",
          "file:///a?q=1",
          "file:"
        })
    void isAUriThatNamesNoFile(String uri) {
      assertRefused(item(Map.of("reference", uri)), "is not a file URI of this machine");
    }

    @Test
    void isAPathWithANulCharacter() {
      assertRefused(item(Map.of("path", "a\u0000b")), "'a?b' cannot be a path");
    }

    @Test
    void isALinkThatLeadsOut() throws IOException {
      write(root, "a.md");
      Path toFile = link("out.md", outside.resolve("secret.txt"));
      link("outdir", outside);

      assertRefused(path(toFile), "leads out", root.toString());
      assertRefused(item(Map.of("path", "outdir/secret.txt")), "leads out");
      assertRefused(item(Map.of("path", "outdir")), "leads out");
      assertRefused(item(Map.of("path", "outdir/*")), "leads out");

      List<DatasourceItem.LocalFile> found = files.expand(path(root)).toList();
      assertThat(found)
          .extracting(DatasourceItem::name)
          .containsExactly("a.md", "out.md", "outdir");
      assertThat(text(files.resolve(found.get(0)))).isEqualTo("a.md");
      for (DatasourceItem.LocalFile bad : found.subList(1, 3)) {
        assertThatThrownBy(() -> files.resolve(bad))
            .isInstanceOf(DatasourceException.class)
            .hasMessageContaining(bad.name())
            .hasMessageContaining("leads out");
        assertThatThrownBy(() -> files.files().find(bad.reference()))
            .isInstanceOf(DatasourceException.class);
      }
    }

    @Test
    void isAFileThatBecameALinkBeforeItWasOpened() throws IOException {
      Path file = write(root, "sub/a.md");
      FileRef resolved = files.resolve(only(path(file)));

      Files.delete(file);
      Files.createSymbolicLink(file, outside.resolve("secret.txt"));
      assertThatThrownBy(() -> files.files().open(resolved)).isInstanceOf(IOException.class);

      Files.delete(file);
      Files.delete(file.getParent());
      Files.createFile(outside.resolve("a.md"));
      Files.createSymbolicLink(root.resolve("sub"), outside);
      assertThatThrownBy(() -> files.files().open(resolved)).isInstanceOf(IOException.class);
    }

    @Test
    void isAForgedFileOfTheEngine() {
      for (String reference :
          List.of(
              outside.resolve("secret.txt").toUri().toString(),
              root.toUri() + "../outside/secret.txt")) {
        FileRef forged = FileRef.stored(reference, "x", null, 1);
        assertThatThrownBy(() -> files.files().open(forged))
            .isInstanceOfAny(IOException.class, DatasourceException.class);
      }
    }

    @Test
    void isAFifo() throws Exception {
      write(root, "a.md");
      Path fifo = fifo("pipe");

      assertRefused(path(fifo), "is a device, a FIFO or a socket", root.toString());

      List<DatasourceItem.LocalFile> found = files.expand(path(root)).toList();
      assertThat(found).extracting(DatasourceItem::name).containsExactly("a.md", "pipe");
      assertThatThrownBy(() -> files.resolve(found.get(1))).hasMessageContaining("FIFO");
    }

    @Test
    void isAFileThatBecameAFifoBeforeItWasOpened() throws Exception {
      Path file = write(root, "pipe");
      FileRef resolved = files.resolve(only(path(file)));
      Files.delete(file);
      fifo("pipe");
      assertThatThrownBy(() -> files.files().open(resolved))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not a regular file");
    }

    @Test
    void isADevice() {
      assumeTrue(Files.exists(Path.of("/dev/null")));
      LocalFileDatasource devices = open(Path.of("/dev"));
      assertThatThrownBy(() -> devices.expand(path(Path.of("/dev/null"))))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("'/dev/null' is a device");
    }

    private Path fifo(String name) throws Exception {
      Path fifo = root.resolve(name);
      Process mkfifo;
      try {
        mkfifo = new ProcessBuilder("mkfifo", fifo.toString()).start();
      } catch (IOException noSuchProgram) {
        assumeTrue(false, "this machine has no mkfifo");
        throw noSuchProgram;
      }
      assertThat(mkfifo.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(fifo).exists();
      return fifo;
    }
  }

  @Nested
  @DisplayName("a folder")
  class Folder {

    @Test
    void standsForAllItsFilesInTheOrderOfTheirNames() throws IOException {
      for (String name : List.of("b/2.md", "b/1/x.md", "a.md", "c.md", "b/.git/config", ".env")) {
        write(root, name);
      }
      Files.createDirectory(root.resolve("empty"));

      assertThat(names(item(Map.of("path", ".", "name", "My docs", "extra", 7))))
          .containsExactly("a.md", "b/1/x.md", "b/2.md", "c.md");
      DatasourceItem.LocalFile nested =
          files.expand(item(Map.of("path", "b", "extra", 7))).findFirst().orElseThrow();
      assertThat(nested.entry())
          .isEqualTo(
              Map.of(
                  "reference",
                  root.resolve("b/1/x.md").toUri().toString(),
                  "name",
                  "1/x.md",
                  "extra",
                  7));
    }

    @Test
    void thatIsHiddenIsReadWhenItIsNamed() throws IOException {
      write(root, ".config/a.md");
      assertThat(names(item(Map.of("path", ".config")))).containsExactly("a.md");
    }

    @Test
    void thatIsEmptyIsToldNotPassedOver() throws IOException {
      Files.createDirectories(root.resolve("empty/.hidden/sub"));
      assertRefused(item(Map.of("path", "empty")), "'empty' stands for no file at all");
    }

    @Test
    void isNoFile() throws IOException {
      write(root, "a.md");
      assertThatThrownBy(() -> files.resolve(path(root)))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("is a folder, not a file");
    }

    @Test
    void thatCannotBeListedIsOneItemThatTellsWhy() throws IOException {
      write(root, "a.md");
      Path closed = write(root, "closed/x.md").getParent();
      write(root, "d.md");
      Files.setPosixFilePermissions(Objects.requireNonNull(closed), java.util.Set.of());
      try {
        assumeTrue(!Files.isReadable(closed), "root may list everything");
        List<DatasourceItem.LocalFile> found = files.expand(path(root)).toList();
        assertThat(found)
            .extracting(DatasourceItem::name)
            .containsExactly("a.md", "closed/", "d.md");
        assertThatThrownBy(() -> files.resolve(found.get(1)))
            .isInstanceOf(DatasourceException.class)
            .hasMessageContaining("cannot be listed")
            .hasMessageContaining(closed.toString());
      } finally {
        Files.setPosixFilePermissions(
            closed, java.nio.file.attribute.PosixFilePermissions.fromString("rwx------"));
      }
    }

    @Test
    void endsWithAnInterrupt() throws IOException {
      write(root, "a.md");
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> files.expand(path(root)).toList())
            .isInstanceOf(DatasourceException.class)
            .hasMessageContaining("interrupted");
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
    }

    @Test
    void ofTwentyThousandFilesIsListedLazilyAndInOrder() throws IOException {
      Path content = outside.resolve("secret.txt");
      for (int folder = 0; folder < 20; folder++) {
        Path sub = Files.createDirectory(root.resolve("f%02d".formatted(folder)));
        for (int file = 0; file < 1000; file++) {
          // A hard link is a regular file, and far quicker to make than a new one.
          Files.createLink(sub.resolve("%03d.txt".formatted(file)), content);
        }
      }
      try (Stream<DatasourceItem.LocalFile> some = files.expand(path(root))) {
        // What is not listed yet is not known yet.
        var items = some.iterator();
        assertThat(items.next().name()).isEqualTo("f00/000.txt");
        Files.createFile(root.resolve("f10/000a.txt"));
        List<String> rest =
            Stream.generate(() -> items).limit(20_000).map(i -> i.next().name()).toList();
        assertThat(rest)
            .hasSize(20_000)
            .isSorted()
            .contains("f10/000a.txt")
            .doesNotHaveDuplicates();
        assertThat(items.hasNext()).isFalse();
      }
    }
  }

  @Nested
  @DisplayName("a link")
  class Links {

    @Test
    void toWhatTheWalkFindsAnywayIsLeftOut() throws IOException {
      write(root, "docs/a.md");
      write(root, "docs/sub/b.md");
      link("docs/again.md", root.resolve("docs/a.md"));
      link("docs/subagain", root.resolve("docs/sub"));
      assertThat(names(item(Map.of("path", "docs")))).containsExactly("a.md", "sub/b.md");
    }

    @Test
    void toSomethingElseBelowARootIsFollowed() throws IOException {
      Path shared = write(root, "shared/x.md");
      write(root, "docs/.v1/y.md");
      link("docs/linked", root.resolve("shared"));
      link("docs/twice", root.resolve("shared"));
      link("docs/z.md", root.resolve("docs/.v1/y.md"));

      List<DatasourceItem.LocalFile> found = files.expand(item(Map.of("path", "docs"))).toList();
      assertThat(found).extracting(DatasourceItem::name).containsExactly("linked/x.md", "z.md");
      assertThat(found.get(0).reference()).isEqualTo(shared.toUri().toString());
      assertThat(text(files.resolve(found.get(1)))).isEqualTo("docs/.v1/y.md");
    }

    @Test
    void thatLeadsRoundEnds() throws IOException {
      write(root, "docs/a.md");
      write(root, "other/b.md");
      link("docs/up", root);
      link("docs/self", root.resolve("docs"));
      link("other/docs", root.resolve("docs"));
      link("docs/other", root.resolve("other"));
      link("docs/round1", root.resolve("docs/round2"));
      link("docs/round2", root.resolve("docs/round1"));

      List<DatasourceItem.LocalFile> found = files.expand(item(Map.of("path", "docs"))).toList();
      assertThat(found)
          .extracting(DatasourceItem::name)
          .containsExactly("a.md", "other/b.md", "round1", "round2");
      assertThatThrownBy(() -> files.resolve(found.get(2)))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("in a circle");
    }

    @Test
    void ofManyThatLeadToEachOtherIsFollowedOnce() throws IOException {
      for (int i = 0; i < 30; i++) {
        write(root, "net/" + i + "/f.md");
        for (int j = 0; j < 30; j++) {
          link("net/" + i + "/to" + j, root.resolve("net/" + j));
        }
      }
      link("start/in", root.resolve("net/0"));
      assertThat(names(item(Map.of("path", "start")))).hasSize(30);
    }

    @Test
    void thatLeadsNowhereIsAnItemThatTellsSo() throws IOException {
      link("gone.md", root.resolve("no-such"));
      List<DatasourceItem.LocalFile> found = files.expand(path(root)).toList();
      assertThat(found).hasSize(1);
      assertThatThrownBy(() -> files.resolve(found.get(0)))
          .isInstanceOf(DatasourceException.class)
          .hasMessageContaining("does not exist");
    }

    @Test
    void mayBeTheRootItself() throws IOException {
      write(root, "a.md");
      Path alias = Files.createSymbolicLink(root.resolveSibling("alias"), root);
      LocalFileDatasource byAlias = open(alias);
      assertThat(byAlias.expand(path(alias.resolve("a.md"))))
          .extracting(DatasourceItem.LocalFile::reference)
          .containsExactly(root.resolve("a.md").toUri().toString());
    }
  }

  @Nested
  @DisplayName("a glob")
  class Globs {

    @Test
    void findsWhatMatchesBelowItsFixedPart() throws IOException {
      for (String name : List.of("docs/a.md", "docs/x/b.md", "docs/x/c.txt", "src/d.md", "e.md")) {
        write(root, name);
      }
      assertThat(names(item(Map.of("path", "docs/**/*.md")))).containsExactly("a.md", "x/b.md");
      assertThat(names(item(Map.of("path", "*/*.md")))).containsExactly("docs/a.md", "src/d.md");
      assertThat(names(item(Map.of("path", "{docs,src}/?.{md,txt}"))))
          .containsExactly("docs/a.md", "src/d.md");
      assertThat(names(item(Map.of("path", root + "/docs/x/*")))).containsExactly("b.md", "c.txt");
    }

    @Test
    void thatMatchesNothingIsTold() throws IOException {
      write(root, "a.txt");
      assertRefused(item(Map.of("path", "*.md")), "'*.md' stands for no file at all");
      assertRefused(item(Map.of("path", "a.txt/*")), "'a.txt/*' does not exist");
      assertRefused(item(Map.of("path", "no-such/*")), "'no-such/*' does not exist");
    }

    @Test
    void isRelativeToTheFirstRootThatHasItsFixedPart() throws IOException {
      Path second = Files.createDirectory(root.resolveSibling("second"));
      write(second, "docs/b.md");
      write(root, "a.md");
      LocalFileDatasource two = open(root, second);
      assertThat(two.expand(item(Map.of("path", "docs/*"))).map(DatasourceItem::name))
          .containsExactly("b.md");
      assertThat(two.expand(item(Map.of("path", "*.md"))).map(DatasourceItem::name))
          .containsExactly("a.md");
    }
  }

  private void assertRefused(DatasourceItem.LocalFile item, String... parts) {
    assertThatThrownBy(() -> files.expand(item))
        .isInstanceOf(DatasourceException.class)
        .message()
        .contains(parts);
  }

  private LocalFileDatasource open(Path... roots) {
    return (LocalFileDatasource)
        new LocalFileDatasourceProvider()
            .open(
                new DatasourceContext(
                    uploads,
                    CredentialStore.EMPTY,
                    HttpTransport.NONE,
                    ImmutableList.copyOf(roots),
                    ImmutableMap.of()));
  }

  private List<String> names(DatasourceItem.LocalFile item) {
    return files.expand(item).map(DatasourceItem::name).toList();
  }

  private DatasourceItem.LocalFile only(DatasourceItem.LocalFile item) {
    List<DatasourceItem.LocalFile> expanded = files.expand(item).toList();
    assertThat(expanded).hasSize(1);
    return expanded.get(0);
  }

  private static DatasourceItem.LocalFile path(Path path) {
    return item(Map.of("path", path.toString()));
  }

  private static DatasourceItem.LocalFile item(Map<String, Object> entry) {
    DatasourceItem item =
        DatasourceItems.parse(
            DatasourceType.LOCAL_FILE,
            entry,
            problem -> {
              throw new AssertionError(problem);
            });
    return (DatasourceItem.LocalFile) Objects.requireNonNull(item);
  }

  private String text(FileRef file) throws IOException {
    try (InputStream in = files.files().open(file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Makes a file that holds the name it is made by. */
  private static Path write(Path folder, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, name);
  }

  private Path link(String name, Path target) throws IOException {
    Path link = root.resolve(name);
    Files.createDirectories(Objects.requireNonNull(link.getParent()));
    return Files.createSymbolicLink(link, target);
  }
}
