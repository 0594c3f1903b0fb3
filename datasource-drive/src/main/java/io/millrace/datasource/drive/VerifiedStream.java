package io.millrace.datasource.drive;

import io.millrace.datasource.DatasourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file, to the last one: goes on where a connection broke, notices a file that
 * changes meanwhile, keeps to the size limit and checks the checksum at the end.
 */
final class VerifiedStream extends InputStream {
  private static final int MAX_BREAKS_IN_A_ROW = 5;
  private static final int MAX_BREAKS = 200;

  private final Drive drive;
  private final Location place;
  private final DriveEntry facts;
  private final Limits limits;
  private final @Nullable ContentDigest digest;
  private Content content;
  private long position;
  private long positionOfBreak = -1;
  private int breaksInARow;
  private int breaks;
  private boolean ended;
  private @Nullable String computed;

  /** Takes over {@code content}, whose first byte is the file's. */
  VerifiedStream(Drive drive, Location place, Content content, Limits limits) {
    this.drive = drive;
    this.place = place;
    this.content = content;
    this.facts = content.facts();
    this.limits = limits;
    Checksum checksum = facts.signals().checksum();
    this.digest = checksum == null ? null : checksum.kind().start();
  }

  /** Thrown through the file store, which would take an {@link IOException} for its own. */
  static final class Changed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Changed(String what) {
      super(what);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      try {
        int n = fill(bytes, offset, length);
        if (n > 0) {
          took(bytes, offset, n);
          return n;
        } else if (n < 0 && position >= facts.size()) {
          finish();
        } else if (n < 0) {
          throw new EOFException(
              "the connection ended after %,d of %,d bytes".formatted(position, facts.size()));
        }
      } catch (IOException e) {
        resume(e);
      }
    }
    return -1;
  }

  /** As much as there is before something breaks: fewer and larger writes and digests. */
  private int fill(byte[] bytes, int offset, int length) throws IOException {
    int filled = 0;
    while (filled < length) {
      try {
        int n = content.body().read(bytes, offset + filled, length - filled);
        if (n < 0) {
          return filled == 0 ? -1 : filled;
        }
        filled += n;
      } catch (IOException e) {
        if (filled == 0) {
          throw e;
        }
        return filled;
      }
    }
    return filled;
  }

  private void took(byte[] bytes, int offset, int n) {
    position += n;
    if (digest != null) {
      digest.update(bytes, offset, n);
    }
    limits.checkSize(facts.name(), position);
    if (facts.size() >= 0 && position > facts.size()) {
      throw new Changed("it grew while it was read");
    }
  }

  private void finish() {
    ended = true;
    Checksum checksum = facts.signals().checksum();
    if (digest == null || checksum == null) {
      return;
    }
    computed = digest.hex();
    if (checksum.certain() && !computed.equals(checksum.hex())) {
      throw new Changed("its bytes do not match its checksum " + checksum);
    }
  }

  /** Returns whether something that may be a checksum was not that of these bytes. */
  @Nullable String mismatch() {
    Checksum checksum = facts.signals().checksum();
    return checksum == null || computed == null || computed.equals(checksum.hex())
        ? null
        : computed;
  }

  private void resume(IOException broken) throws IOException {
    breaksInARow = position == positionOfBreak ? breaksInARow + 1 : 1;
    positionOfBreak = position;
    if (breaksInARow > MAX_BREAKS_IN_A_ROW || ++breaks > MAX_BREAKS) {
      throw DatasourceException.retriable(
          "Network error when downloading file: it broke off %d times at byte %,d: %s"
              .formatted(breaks, position, broken.getMessage()),
          broken);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw DatasourceException.retriable(
          "Downloading " + SafeNames.quoted(facts.name()) + " was interrupted", broken);
    }
    closeQuietly();
    try {
      content = drive.open(place, position, facts.signals());
    } catch (ContentChangedException e) {
      throw changed(e);
    }
    if (content.facts().signals().differFrom(facts.signals())) {
      throw new Changed("it was changed while it was read");
    }
    if (content.offset() > position) {
      throw new Changed("the service did not continue where it was asked to");
    }
    content.body().skipNBytes(position - content.offset());
  }

  private static Changed changed(ContentChangedException e) {
    Changed changed = new Changed(String.valueOf(e.getMessage()));
    changed.initCause(e);
    return changed;
  }

  private void closeQuietly() {
    try {
      content.close();
    } catch (IOException alreadyBroken) {
      // nothing is lost: it is opened anew
    }
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
