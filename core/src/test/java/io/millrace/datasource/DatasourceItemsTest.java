package io.millrace.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The entry schemas of spec/01 §3.2. */
class DatasourceItemsTest {
  private final List<String> problems = new ArrayList<>();

  @Nested
  class LocalFile {

    @Test
    void takesAReferenceAndAName() {
      var item = parse(DatasourceType.LOCAL_FILE, Map.of("reference", "u1", "name", "a.pdf"));
      assertThat(item)
          .isEqualTo(
              new DatasourceItem.LocalFile(
                  "u1", "a.pdf", Map.of("reference", "u1", "name", "a.pdf")));
      assertThat(item.identity()).isEqualTo("local_file:u1");
    }

    @Test
    void takesARelatedIdInTheReferencesPlace() {
      assertThat(localFile(Map.of("related_id", "u2")).reference()).isEqualTo("u2");
      assertThat(localFile(Map.of("reference", "", "related_id", "u2")).reference())
          .isEqualTo("u2");
      assertThat(localFile(Map.of("reference", "u1", "related_id", "u2")).reference())
          .isEqualTo("u1");
    }

    @Test
    void takesAPathWhenThereIsNoReference() {
      assertThat(localFile(Map.of("path", "docs/**/*.md")).reference()).isEqualTo("docs/**/*.md");
      assertThat(localFile(Map.of("path", "docs", "related_id", "u2")).reference()).isEqualTo("u2");
    }

    @Test
    void isUntitledWithoutAName() {
      assertThat(localFile(Map.of("reference", "u1")).name()).isEqualTo("untitled");
      Map<String, Object> entry = new HashMap<>(Map.of("reference", "u1"));
      entry.put("name", null);
      assertThat(localFile(entry).name()).isEqualTo("untitled");
    }

    @Test
    void needsSomethingToReadBy() {
      assertProblems(
          DatasourceType.LOCAL_FILE,
          Map.of("name", "a.pdf"),
          "reference is required: the id that the file upload returned; or path: a file, a folder"
              + " or a glob that the host allows to read");
      assertProblems(DatasourceType.LOCAL_FILE, Map.of("reference", ""), REFERENCE_REQUIRED);
    }

    @Test
    void tellsOfEveryFieldOfTheWrongType() {
      assertProblems(
          DatasourceType.LOCAL_FILE,
          Map.of("reference", "u1", "name", List.of()),
          "name must be a string");
      assertProblems(
          DatasourceType.LOCAL_FILE,
          Map.of("reference", 1, "related_id", true, "path", 2.5, "name", Map.of()),
          "reference must be a string",
          "related_id must be a string",
          "path must be a string",
          REFERENCE_REQUIRED,
          "name must be a string");
    }

    private DatasourceItem.LocalFile localFile(Map<String, Object> entry) {
      return (DatasourceItem.LocalFile) parse(DatasourceType.LOCAL_FILE, entry);
    }
  }

  @Nested
  class OnlineDocument {

    @Test
    void takesAWorkspaceAndAPage() {
      Map<String, Object> page = Map.of("page_id", "p", "type", "database", "page_name", "Plans");
      Map<String, Object> entry = Map.of("workspace_id", "w", "page", page, "credential_id", "c1");
      var item = (DatasourceItem.OnlineDocument) parse(DatasourceType.ONLINE_DOCUMENT, entry);
      assertThat(item)
          .isEqualTo(new DatasourceItem.OnlineDocument("w", "p", "database", "Plans", entry));
      assertThat(item.credentialId()).isEqualTo("c1");
      assertThat(item.identity()).isEqualTo("online_document:w/p");
    }

    @Test
    void isUntitledWithoutAPageName() {
      Map<String, Object> entry =
          Map.of("workspace_id", "w", "page", Map.of("page_id", "p", "type", "page"));
      assertThat(parse(DatasourceType.ONLINE_DOCUMENT, entry).name()).isEqualTo("untitled");
    }

    @Test
    void tellsOfEveryMissingField() {
      assertProblems(
          DatasourceType.ONLINE_DOCUMENT, Map.of(), "workspace_id is required", "page is required");
      assertProblems(
          DatasourceType.ONLINE_DOCUMENT,
          Map.of("page", Map.of()),
          "workspace_id is required",
          "page.page_id is required",
          "page.type is required");
    }

    @Test
    void tellsOfEveryFieldOfTheWrongType() {
      assertProblems(
          DatasourceType.ONLINE_DOCUMENT,
          Map.of("workspace_id", 7, "page", "p"),
          "workspace_id must be a string",
          "page must be an object");
      assertProblems(
          DatasourceType.ONLINE_DOCUMENT,
          Map.of("workspace_id", "w", "page", Map.of("page_id", 1, "type", 2, "page_name", 3)),
          "page.page_id must be a string",
          "page.type must be a string",
          "page.page_name must be a string");
    }
  }

  @Nested
  class WebsiteCrawl {

    @Test
    void takesAUrlAndATitle() {
      Map<String, Object> entry = Map.of("url", "https://a.example/", "title", "A");
      assertThat(parse(DatasourceType.WEBSITE_CRAWL, entry))
          .isEqualTo(new DatasourceItem.WebPage("https://a.example/", null, "A", entry));
    }

    @Test
    void takesACrawlResultInTheUrlsPlace() {
      Map<String, Object> entry =
          Map.of("source_url", "https://a.example/b", "content", "text", "description", "d");
      var page = (DatasourceItem.WebPage) parse(DatasourceType.WEBSITE_CRAWL, entry);
      assertThat(page.url()).isEqualTo("https://a.example/b");
      assertThat(page.content()).isEqualTo("text");
      assertThat(page.name()).isEqualTo("untitled");
      assertThat(page.entry()).containsEntry("description", "d");
    }

    @Test
    void tellsOfEveryProblem() {
      assertProblems(DatasourceType.WEBSITE_CRAWL, Map.of("title", "A"), "url is required");
      assertProblems(
          DatasourceType.WEBSITE_CRAWL,
          Map.of("source_url", "https://a.example/"),
          "url is required");
      assertProblems(
          DatasourceType.WEBSITE_CRAWL,
          Map.of("url", 1, "title", 2),
          "url must be a string",
          "title must be a string");
    }
  }

  @Nested
  class OnlineDrive {

    @Test
    void takesAFileOfABucket() {
      Map<String, Object> entry =
          Map.of("id", "a/b.pdf", "type", "file", "bucket", "docs", "name", "b.pdf");
      var item = parse(DatasourceType.ONLINE_DRIVE, entry);
      assertThat(item)
          .isEqualTo(new DatasourceItem.DriveFile("a/b.pdf", false, "docs", "b.pdf", entry));
      assertThat(item.identity()).isEqualTo("online_drive:docs/a/b.pdf");
    }

    @Test
    void takesAFolder() {
      var item =
          (DatasourceItem.DriveFile)
              parse(DatasourceType.ONLINE_DRIVE, Map.of("id", "f", "type", "folder"));
      assertThat(item.folder()).isTrue();
      assertThat(item.bucket()).isNull();
      assertThat(item.name()).isEqualTo("untitled");
    }

    @Test
    void tellsOfEveryProblem() {
      assertProblems(DatasourceType.ONLINE_DRIVE, Map.of(), "id is required", "type is required");
      assertProblems(
          DatasourceType.ONLINE_DRIVE,
          Map.of("id", "x", "type", "symlink"),
          "type must be 'file' or 'folder', but was 'symlink'");
      assertProblems(
          DatasourceType.ONLINE_DRIVE,
          Map.of("id", 1, "type", 2, "bucket", 3, "name", 4),
          "id must be a string",
          "type must be a string",
          "bucket must be a string",
          "name must be a string");
    }
  }

  @ParameterizedTest
  @EnumSource(DatasourceType.class)
  void extraKeysTravelOnInTheirOrderAndNullsAreKept(DatasourceType type) {
    Map<String, Object> entry = new java.util.LinkedHashMap<>();
    entry.put("zeta", 1);
    entry.put("reference", "u1");
    entry.put("workspace_id", "w");
    entry.put("page", Map.of("page_id", "p", "type", "page"));
    entry.put("url", "https://a.example/");
    entry.put("id", "f");
    entry.put("type", "file");
    entry.put("alpha", null);

    DatasourceItem item = parse(type, entry);

    assertThat(item.type()).isEqualTo(type);
    assertThat(item.entry()).isEqualTo(entry);
    assertThat(item.entry().keySet()).containsExactlyElementsOf(entry.keySet());
  }

  @Test
  void anItemDoesNotChangeWithTheEntryItWasReadFrom() {
    Map<String, Object> entry = new HashMap<>(Map.of("reference", "u1"));
    DatasourceItem item = parse(DatasourceType.LOCAL_FILE, entry);
    entry.put("reference", "u2");
    assertThat(item.entry()).isEqualTo(Map.of("reference", "u1"));
  }

  private static final String REFERENCE_REQUIRED =
      "reference is required: the id that the file upload returned; or path: a file, a folder or a"
          + " glob that the host allows to read";

  private DatasourceItem parse(DatasourceType type, Map<String, Object> entry) {
    DatasourceItem item = DatasourceItems.parse(type, entry, problems::add);
    assertThat(problems).isEmpty();
    return java.util.Objects.requireNonNull(item);
  }

  private static void assertProblems(
      DatasourceType type, Map<String, Object> entry, String... expected) {
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    assertThat(DatasourceItems.parse(type, entry, found::add)).isNull();
    assertThat(found).containsExactly(expected);
  }
}
