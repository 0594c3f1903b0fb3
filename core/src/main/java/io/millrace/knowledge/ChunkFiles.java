package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import io.millrace.file.FileRef;
import io.millrace.file.FileSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the files of a chunk: those it lists, else the stored images that its text shows. */
final class ChunkFiles {
  private static final int MOST_LINKS = 100;

  /** What images kept by a tool, and uploads, look like in a text. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "!\\[[^\\]\\n]{0,500}\\]\\([^()\\s]{0,200}?/files/"
              + "(?:tools/([\\w-]{1,64})\\.\\w{1,10}|([\\w-]{1,64})/(?:image|file)-preview)"
              + "[^()\\s]{0,1000}\\)");

  private ChunkFiles() {}

  /**
   * Returns the files that a chunk lists.
   *
   * @throws KnowledgeException if one has no {@code related_id}
   */
  static ImmutableList<Attachment> listed(Map<?, ?> chunk, String path) {
    Object files = chunk.get("files");
    if (files == null) {
      return ImmutableList.of();
    }
    if (!(files instanceof List<?> list)) {
      throw new KnowledgeException(path + ".files must be a list of files");
    }
    ImmutableList.Builder<Attachment> attachments = ImmutableList.builder();
    for (int i = 0; i < list.size(); i++) {
      attachments.add(attachment(list.get(i), path + ".files[" + i + "]"));
    }
    return attachments.build();
  }

  private static Attachment attachment(@Nullable Object file, String path) {
    if (file instanceof FileRef ref && ref.relatedId() != null) {
      return of(ref.relatedId(), ref);
    }
    if (file instanceof Map<?, ?> map
        && map.get("related_id") instanceof String id
        && !id.isBlank()) {
      return new Attachment(
          id,
          text(map, "name", "filename"),
          map.get("size") instanceof Number size ? size.longValue() : -1,
          bare(text(map, "extension")),
          text(map, "mime_type"),
          map.get("url") instanceof String url && !url.isBlank() ? url : null);
    }
    throw new KnowledgeException(
        path + ".related_id is required: it is the id of the uploaded file");
  }

  /** Returns the images of {@code text} that {@code files} keeps, each once. */
  static ImmutableList<Attachment> shown(String text, FileSource files) {
    if (!text.contains("/files/")) {
      return ImmutableList.of();
    }
    Map<String, Attachment> found = new LinkedHashMap<>();
    Matcher matcher = IMAGE.matcher(text);
    for (int links = 0; links < MOST_LINKS && matcher.find(); links++) {
      String id = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
      if (!found.containsKey(id)) {
        files.find(id).ifPresent(file -> found.put(id, of(id, file)));
      }
    }
    return ImmutableList.copyOf(found.values());
  }

  private static Attachment of(String id, FileRef file) {
    return new Attachment(
        id,
        file.filename() == null ? "" : file.filename(),
        file.size(),
        bare(file.extension() == null ? "" : file.extension()),
        file.mimeType() == null ? "" : file.mimeType(),
        file.remoteUrl());
  }

  private static String text(Map<?, ?> map, String... keys) {
    for (String key : keys) {
      if (map.get(key) instanceof String text) {
        return text;
      }
    }
    return "";
  }

  private static String bare(String extension) {
    String lower = extension.toLowerCase(Locale.ROOT);
    return lower.startsWith(".") ? lower.substring(1) : lower;
  }
}
