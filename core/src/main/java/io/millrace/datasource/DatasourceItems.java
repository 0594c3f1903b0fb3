package io.millrace.datasource;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads entries of {@code datasource_info_list} by their type's schema (spec/01 §3.2).
 *
 * @since 0.1
 */
public final class DatasourceItems {
  private static final String UNTITLED = "untitled";

  private DatasourceItems() {}

  /**
   * Reads one entry.
   *
   * @param problems told of every field that is missing or of the wrong type, as {@code <field>
   *     <reason>}
   * @return the item, or {@code null} when there was a problem
   */
  public static @Nullable DatasourceItem parse(
      DatasourceType type, Map<String, Object> entry, Consumer<String> problems) {
    Reader reader = new Reader(entry, problems);
    return switch (type) {
      case LOCAL_FILE -> localFile(reader);
      case ONLINE_DOCUMENT -> onlineDocument(reader);
      case WEBSITE_CRAWL -> webPage(reader);
      case ONLINE_DRIVE -> driveFile(reader);
    };
  }

  private static @Nullable DatasourceItem localFile(Reader reader) {
    String reference = Strings.nullToEmpty(reader.optional("reference"));
    if (reference.isEmpty()) {
      reference = Strings.nullToEmpty(reader.optional("related_id"));
    }
    String untitled = UNTITLED;
    if (reference.isEmpty()) {
      reference = Strings.nullToEmpty(reader.optional("path"));
      untitled = lastName(reference);
    }
    if (reference.isEmpty()) {
      reader.problem(
          "reference is required: the id that the file upload returned; or path: a file, a folder"
              + " or a glob that the host allows to read");
    }
    String name = reader.optional("name", untitled);
    return reader.ok() ? new DatasourceItem.LocalFile(reference, name, reader.entry) : null;
  }

  private static String lastName(String path) {
    String last = path.substring(CharMatcher.anyOf("/\\").lastIndexIn(path) + 1);
    return last.isEmpty() ? UNTITLED : last;
  }

  private static @Nullable DatasourceItem onlineDocument(Reader reader) {
    String workspace = reader.required("workspace_id");
    Reader page = reader.requiredObject("page");
    String id = page.required("page_id");
    String type = page.required("type");
    String name = page.optional("page_name", UNTITLED);
    return reader.ok() && page.ok()
        ? new DatasourceItem.OnlineDocument(workspace, id, type, name, reader.entry)
        : null;
  }

  private static @Nullable DatasourceItem webPage(Reader reader) {
    String content = reader.optional("content");
    String source = Strings.nullToEmpty(reader.optional("source_url"));
    String url = content == null || source.isEmpty() ? reader.required("url") : source;
    String name = reader.optional("title", content == null ? url : UNTITLED);
    return reader.ok() ? new DatasourceItem.WebPage(url, content, name, reader.entry) : null;
  }

  private static @Nullable DatasourceItem driveFile(Reader reader) {
    String id = reader.required("id");
    String type = reader.required("type");
    if (reader.ok() && !type.equals("file") && !type.equals("folder")) {
      reader.problem("type must be 'file' or 'folder', but was '" + type + "'");
    }
    String bucket = reader.optional("bucket");
    String name = reader.optional("name", UNTITLED);
    return reader.ok()
        ? new DatasourceItem.DriveFile(id, type.equals("folder"), bucket, name, reader.entry)
        : null;
  }

  /** Returns an unmodifiable copy that keeps the order and may hold nulls. */
  static Map<String, Object> freeze(Map<String, Object> entry) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(entry));
  }

  /** Reads the fields of one object and remembers whether any was wrong. */
  private static final class Reader {
    private final Map<String, Object> entry;
    private final String prefix;
    private final Consumer<String> problems;
    private final List<String> found = new ArrayList<>();

    Reader(Map<String, Object> entry, Consumer<String> problems) {
      this(entry, "", problems);
    }

    private Reader(Map<String, Object> entry, String prefix, Consumer<String> problems) {
      this.entry = entry;
      this.prefix = prefix;
      this.problems = problems;
    }

    boolean ok() {
      return found.isEmpty();
    }

    void problem(String text) {
      found.add(text);
      problems.accept(prefix + text);
    }

    String required(String key) {
      String value = optional(key);
      if (value == null && entry.get(key) == null) {
        problem(key + " is required");
      }
      return Strings.nullToEmpty(value);
    }

    @Nullable String optional(String key) {
      Object value = entry.get(key);
      if (value == null || value instanceof String) {
        return (String) value;
      }
      problem(key + " must be a string");
      return null;
    }

    String optional(String key, String fallback) {
      String value = optional(key);
      return value == null ? fallback : value;
    }

    Reader requiredObject(String key) {
      Object value = entry.get(key);
      Map<String, Object> object = new LinkedHashMap<>();
      if (value instanceof Map<?, ?> map) {
        map.forEach((k, v) -> object.put(String.valueOf(k), v));
        return new Reader(object, prefix + key + ".", problems);
      }
      problem(value == null ? key + " is required" : key + " must be an object");
      return new Reader(object, prefix + key + ".", text -> {});
    }
  }
}
