package io.millrace.file;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a file before it is stored.
 *
 * @param name the name shown to people; any text
 * @param mimeType the MIME type, or {@code null} when unknown
 * @param transferMethod how it came
 * @since 0.1
 */
public record NewFile(String name, @Nullable String mimeType, TransferMethod transferMethod) {
  public NewFile {
    requireNonNull(name, "name");
    requireNonNull(transferMethod, "transferMethod");
  }

  /** Returns a file that a person uploaded. */
  public static NewFile upload(String name, @Nullable String mimeType) {
    return new NewFile(name, mimeType, TransferMethod.LOCAL_FILE);
  }
}
