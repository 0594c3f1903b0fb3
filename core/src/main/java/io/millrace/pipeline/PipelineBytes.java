package io.millrace.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The text of a pipeline file: not too long, and decoded as PyYAML decodes it. */
final class PipelineBytes {
  private static final int MEGABYTE = 1024 * 1024;

  private PipelineBytes() {}

  static String text(Path file, ReaderLimits limits) {
    try (InputStream in = Files.newInputStream(file)) {
      return decode(bytes(in, limits));
    } catch (IOException e) {
      throw unreadable("Cannot read the pipeline file '" + file + "': " + reason(e), e);
    }
  }

  static String text(InputStream in, ReaderLimits limits) {
    try {
      return decode(bytes(in, limits));
    } catch (IOException e) {
      throw unreadable("Cannot read the pipeline: " + reason(e), e);
    }
  }

  /** Returns {@code text} without its byte order mark, if it is not too long. */
  static String text(String text, ReaderLimits limits) {
    boolean surelyFits = text.length() <= limits.maxBytes() / 3;
    if (text.length() > limits.maxBytes()
        || (!surelyFits && text.getBytes(StandardCharsets.UTF_8).length > limits.maxBytes())) {
      throw tooLarge(limits);
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static byte[] bytes(InputStream in, ReaderLimits limits) throws IOException {
    byte[] bytes = in.readNBytes(limits.maxBytes() + 1);
    if (bytes.length > limits.maxBytes()) {
      throw tooLarge(limits);
    }
    return bytes;
  }

  private static String decode(byte[] bytes) {
    Charset charset = charset(bytes);
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new InvalidPipelineException(
          List.of(
              PipelineProblem.error(
                  ProblemCode.INVALID_YAML,
                  "",
                  "Invalid YAML format: the file is not " + charset + " text",
                  "Save it as UTF-8.")),
          e);
    }
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    return bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_8;
  }

  private static InvalidPipelineException tooLarge(ReaderLimits limits) {
    String limit =
        limits.maxBytes() % MEGABYTE == 0
            ? limits.maxBytes() / MEGABYTE + "MB"
            : limits.maxBytes() + " bytes";
    return new InvalidPipelineException(
        List.of(
            PipelineProblem.error(
                ProblemCode.FILE_TOO_LARGE,
                "",
                "File size exceeds the limit of " + limit,
                "Remove embedded images, or raise ReaderLimits.maxBytes.")));
  }

  private static InvalidPipelineException unreadable(String message, IOException cause) {
    return new InvalidPipelineException(
        List.of(
            PipelineProblem.error(
                ProblemCode.UNREADABLE, "", message, "Check its name and its permissions.")),
        cause);
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "it does not exist."
        : e.getClass().getSimpleName() + ".";
  }
}
