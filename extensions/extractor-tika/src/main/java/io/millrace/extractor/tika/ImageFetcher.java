package io.millrace.extractor.tika;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Downloads images that documents link to. */
@FunctionalInterface
interface ImageFetcher {

  /** Leaves every link as it is: nothing is fetched for a document. */
  ImageFetcher NONE = url -> Optional.empty();

  /** Returns what is at {@code url}, or empty when it is not to be had. */
  Optional<Download> fetch(String url) throws IOException;

  /**
   * What was downloaded.
   *
   * @param contentType the MIME type the server gave, or {@code null}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, only stored
  record Download(byte[] bytes, @Nullable String contentType) {}
}
