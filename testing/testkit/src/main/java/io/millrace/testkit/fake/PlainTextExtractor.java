package io.millrace.testkit.fake;

import com.google.common.collect.ImmutableSet;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionException.Reason;
import io.millrace.extractor.ExtractionRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Extracts files that are text already: {@code .txt}, {@code .md}, {@code .markdown}, {@code .mdx},
 * {@code .csv}, as they are, in UTF-8.
 *
 * @since 0.1
 */
public final class PlainTextExtractor implements DocumentExtractor {
  private static final ImmutableSet<String> FORMATS =
      ImmutableSet.of(".txt", ".md", ".markdown", ".mdx", ".csv");

  @Override
  public String id() {
    return "testkit-plain-text";
  }

  @Override
  public ExtractedText extract(ExtractionRequest request) {
    String extension = request.file().extension();
    if (extension == null) {
      throw failure(Reason.UNKNOWN_FORMAT, "The file has no extension", null);
    } else if (!FORMATS.contains(extension)) {
      throw failure(
          Reason.UNSUPPORTED_FORMAT,
          "'%s' is not plain text. Known: %s. Put millrace-extractor-tika on the test's class path"
              .formatted(extension, FORMATS),
          null);
    }
    String text = decode(read(request));
    if (text.length() > request.limits().maxCharacters()) {
      throw failure(
          Reason.LIMIT_EXCEEDED,
          "The text is longer than %d characters".formatted(request.limits().maxCharacters()),
          null);
    } else if (text.isBlank()) {
      throw failure(Reason.EMPTY, "There is nothing in the file", null);
    }
    return ExtractedText.of(text);
  }

  /** Reads on a thread of its own, which is left alone where the bytes do not come in time. */
  private static byte[] read(ExtractionRequest request) {
    FutureTask<byte[]> reading = new FutureTask<>(() -> bytes(request));
    Thread reader = new Thread(reading, "millrace-plain-text");
    reader.setDaemon(true);
    reader.start();
    try {
      return reading.get(request.limits().timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reader.interrupt();
      throw failure(
          Reason.TIMEOUT,
          "The file was not read after %s".formatted(request.limits().timeout()),
          e);
    } catch (InterruptedException e) {
      reader.interrupt();
      Thread.currentThread().interrupt();
      throw failure(Reason.TIMEOUT, "The extraction was interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw failure(Reason.UNREADABLE, "The file cannot be read: " + cause.getMessage(), cause);
    }
  }

  private static byte[] bytes(ExtractionRequest request) throws IOException {
    long most = request.limits().maxCharacters() * 4 + 1;
    try (InputStream in = request.files().open(request.file())) {
      return in.readNBytes((int) Math.min(most, Integer.MAX_VALUE - 8));
    }
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw failure(Reason.MALFORMED, "The file is not text in UTF-8", e);
    }
  }

  private static ExtractionException failure(
      Reason reason, String message, @Nullable Throwable cause) {
    return new ExtractionException(reason, message, cause);
  }
}
