package io.millrace.datasource.drive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What tells, without reading a file, whether it is the one that was read before. A service gives
 * what it has; the rest is {@code null}.
 *
 * @param etag as the service writes it, quotes included
 * @param version a version or revision id
 * @param modified when its content last changed
 * @param checksum of its content
 */
public record ChangeSignals(
    @Nullable String etag,
    @Nullable String version,
    @Nullable Instant modified,
    @Nullable Checksum checksum) {

  /** Nothing is known. */
  public static final ChangeSignals NONE = new ChangeSignals(null, null, null, null);

  /**
   * Returns whether these tell of another content than {@code others}; what one of both does not
   * know is not compared, and the weaker signals count only where there is no stronger one.
   */
  public boolean differFrom(ChangeSignals others) {
    if (version != null && others.version != null) {
      return !version.equals(others.version);
    } else if (etag != null && others.etag != null) {
      return !etag.equals(others.etag);
    } else if (checksum != null && others.checksum != null) {
      return !checksum.equals(others.checksum);
    }
    return modified != null && others.modified != null && !modified.equals(others.modified);
  }
}
