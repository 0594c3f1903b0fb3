package io.millrace.file;

import static java.util.Objects.requireNonNull;

import com.google.common.base.MoreObjects;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file by reference: its facts, never its bytes. The bytes are opened from {@link FileSource}.
 *
 * @param id the id of this file object, or {@code null} when it has none of its own
 * @param type the coarse kind
 * @param transferMethod how the file came to the run
 * @param remoteUrl where a {@link TransferMethod#REMOTE_URL} file is, else {@code null}
 * @param reference the key under which a {@link FileSource} finds the bytes; {@code null} for a
 *     remote file
 * @param filename the name shown to people, or {@code null} when unknown
 * @param extension the extension with its dot, such as {@code .pdf}, or {@code null} when unknown
 * @param mimeType the MIME type, or {@code null} when unknown
 * @param size the size in bytes, or -1 when unknown
 * @since 0.1
 */
public record FileRef(
    @Nullable String id,
    FileType type,
    TransferMethod transferMethod,
    @Nullable String remoteUrl,
    @Nullable String reference,
    @Nullable String filename,
    @Nullable String extension,
    @Nullable String mimeType,
    long size) {

  private static final String OPAQUE_PREFIX = "dify-file-ref:";
  private static final Pattern RECORD_ID = Pattern.compile("\"record_id\"\\s*:\\s*\"([^\"]*)\"");

  public FileRef {
    requireNonNull(type, "type");
    requireNonNull(transferMethod, "transferMethod");
  }

  /** Returns a file that a store keeps under {@code reference}; everything else is unknown. */
  public static FileRef stored(
      String reference, String filename, @Nullable String mimeType, long size) {
    return new FileRef(
        reference,
        FileType.CUSTOM,
        TransferMethod.LOCAL_FILE,
        null,
        reference,
        filename,
        extensionOf(filename),
        mimeType,
        size);
  }

  /**
   * Returns the id of the stored record: the reference itself, or what is inside an opaque {@code
   * dify-file-ref:} reference (spec/01 §3.2); {@code null} without a reference.
   */
  public @Nullable String relatedId() {
    return reference == null ? null : recordId(reference);
  }

  /** Returns the record id that {@code reference} stands for (spec/01 §3.2). */
  public static String recordId(String reference) {
    if (!reference.startsWith(OPAQUE_PREFIX)) {
      return reference;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(reference.substring(OPAQUE_PREFIX.length()));
      Matcher matcher = RECORD_ID.matcher(new String(json, StandardCharsets.UTF_8));
      return matcher.find() ? matcher.group(1) : reference;
    } catch (IllegalArgumentException notBase64) {
      return reference;
    }
  }

  /** Returns the lower-case extension of a file name with its dot, or {@code null} without one. */
  public static @Nullable String extensionOf(String filename) {
    int dot = filename.lastIndexOf('.');
    return dot <= 0 || dot == filename.length() - 1
        ? null
        : filename.substring(dot).toLowerCase(java.util.Locale.ROOT);
  }

  /** Leaves out the remote URL, which may carry a signature. */
  @Override
  public String toString() {
    return MoreObjects.toStringHelper(this)
        .omitNullValues()
        .add("reference", reference)
        .add("filename", filename)
        .add("size", size)
        .toString();
  }
}
