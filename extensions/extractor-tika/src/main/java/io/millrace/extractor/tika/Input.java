package io.millrace.extractor.tika;

import com.google.common.io.ByteStreams;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The file being read by one worker: its bytes in memory or on disk, within the limits. */
final class Input {
  private final ExtractionRequest request;
  private final TempFiles temps;
  private @Nullable Path path;

  Input(ExtractionRequest request, TempFiles temps) {
    this.request = request;
    this.temps = temps;
  }

  FileRef file() {
    return request.file();
  }

  ExtractionRequest.Limits limits() {
    return request.limits();
  }

  ExtractionRequest request() {
    return request;
  }

  TempFiles temps() {
    return temps;
  }

  /** Returns a text that refuses to grow beyond the limit. */
  BoundedText text() {
    return new BoundedText(limits().maxCharacters());
  }

  /** Returns all bytes of a file whose text is needed whole. */
  byte[] bytes() {
    long most = Math.min(limits().maxUnpackedBytes(), 4 * limits().maxCharacters());
    try (InputStream in = open()) {
      byte[] bytes = ByteStreams.toByteArray(ByteStreams.limit(in, most + 1));
      if (bytes.length > most) {
        throw Flaw.of(
            Reason.LIMIT_EXCEEDED, "is larger than the limit of %,d bytes of text".formatted(most));
      }
      return bytes;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Returns all text, with its byte order mark if it has one. */
  String decoded() {
    return TextDecoder.decodeAsIs(bytes(), false);
  }

  /** Returns the file on disk, copied there on first use. */
  Path path() {
    Path known = path;
    if (known != null) {
      return known;
    }
    try (InputStream in = open()) {
      Path copy = temps.create(".bin");
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      path = copy;
      return copy;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Returns whether there is not one byte in it. */
  boolean isEmpty() {
    try (InputStream in = open()) {
      return in.read() < 0;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private InputStream open() throws IOException {
    return request.files().open(request.file());
  }

  private static Flaw unreadable(IOException e) {
    return Flaw.of(Reason.UNREADABLE, "cannot be read: " + e, e);
  }
}
