package io.millrace.file;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a store remembers of a file it keeps.
 *
 * @param file its facts
 * @param contentHash SHA3-256 of the bytes in lower-case hex (spec/01 §4)
 * @param created when it was stored, to the millisecond
 * @since 0.1
 */
public record StoredFile(FileRef file, String contentHash, Instant created) {
  public StoredFile {
    requireNonNull(file, "file");
    requireNonNull(contentHash, "contentHash");
    requireNonNull(created, "created");
  }

  /** Returns the facts of a file that was just stored under {@code id}. */
  static FileRef ref(String id, NewFile file, long size) {
    String extension = FileRef.extensionOf(file.name());
    String mimeType = file.mimeType() != null ? file.mimeType() : MimeTypes.ofName(file.name());
    return new FileRef(
        id,
        FileType.CUSTOM,
        file.transferMethod(),
        null,
        id,
        file.name(),
        extension,
        mimeType,
        size);
  }
}
