package io.millrace.datasource.drive;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.io.BaseEncoding;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A checksum of a whole file, as a service gives it.
 *
 * @param kind how it is computed
 * @param hex its value in lower-case hex
 * @param certain whether it is one for sure; an S3 etag looks like one and sometimes is not
 */
public record Checksum(Kind kind, String hex, boolean certain) {
  public Checksum {
    requireNonNull(kind, "kind");
    hex = Ascii.toLowerCase(hex);
  }

  /** How a checksum is computed. */
  public enum Kind {
    MD5,
    SHA1,
    SHA256,
    CRC32,
    CRC32C,
    CRC64NVME,
    /** SHA-256 of the SHA-256 of each 4 MiB (Dropbox). */
    DROPBOX,
    /** QuickXorHash of OneDrive and SharePoint. */
    QUICK_XOR;

    /** Starts computing one. */
    ContentDigest start() {
      return ContentDigest.of(this);
    }
  }

  /** Returns a checksum in hex, or {@code null} when the service gave none. */
  public static @Nullable Checksum ofHex(Kind kind, @Nullable String hex) {
    return hex == null || hex.isEmpty() ? null : new Checksum(kind, hex, true);
  }

  /** Returns a checksum in Base64, or {@code null} when the service gave none that can be read. */
  public static @Nullable Checksum ofBase64(Kind kind, @Nullable String base64) {
    if (base64 == null || base64.isEmpty()) {
      return null;
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.strip());
      return new Checksum(kind, BaseEncoding.base16().encode(bytes), true);
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** Returns what may be a checksum and may be not. */
  public static Checksum perhaps(Kind kind, String hex) {
    return new Checksum(kind, hex, false);
  }

  /** Shows kind and value, as change signals have them: {@code md5:…}. */
  @Override
  public String toString() {
    return Ascii.toLowerCase(kind.name()) + ":" + hex;
  }
}
