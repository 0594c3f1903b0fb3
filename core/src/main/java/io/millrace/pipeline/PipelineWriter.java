package io.millrace.pipeline;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.emitter.Emitter;
import org.yaml.snakeyaml.serializer.Serializer;

/**
 * Writes pipelines as the YAML that Dify imports.
 *
 * <p>{@code new PipelineWriter()} writes everything, so that reading the text again gives an equal
 * pipeline; {@link #forExport()} applies the rules by which Dify exports. One pipeline always gives
 * one text. Safe for use by several threads.
 *
 * @since 0.1
 */
public final class PipelineWriter {
  private enum Mode {
    WHOLE,
    EXPORT,
    EXPORT_WITH_SECRETS
  }

  private final Mode mode;

  /** Creates a writer that keeps every field, secrets included. */
  public PipelineWriter() {
    this(Mode.WHOLE);
  }

  private PipelineWriter(Mode mode) {
    this.mode = mode;
  }

  /**
   * Creates a writer that writes what Dify exports (spec/03 §1): the current version, no unknown
   * top-level keys, the values of secret environment variables blank, no {@code credential_id} in
   * tool and agent nodes.
   */
  public static PipelineWriter forExport() {
    return new PipelineWriter(Mode.EXPORT);
  }

  /** Creates a writer as {@link #forExport()}, but with secrets and credential ids. */
  public static PipelineWriter forExportWithSecrets() {
    return new PipelineWriter(Mode.EXPORT_WITH_SECRETS);
  }

  /** Returns the YAML text of {@code pipeline}. */
  public String write(Pipeline pipeline) {
    DumperOptions options = new DumperOptions();
    options.setAllowUnicode(true);
    options.setSplitLines(false);
    StringWriter text = new StringWriter();
    try {
      Serializer serializer =
          new Serializer(new Emitter(text, options), new YamlScalars(), options, null);
      serializer.open();
      serializer.serialize(YamlNodes.of(tree(pipeline)));
      serializer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A StringWriter does not fail", e);
    }
    return text.toString();
  }

  /**
   * Writes {@code pipeline} to a file, which at every moment holds its old text or the new one.
   *
   * @throws UncheckedIOException if it cannot be written; the old text then stays
   */
  public void write(Pipeline pipeline, Path file) {
    byte[] bytes = write(pipeline).getBytes(StandardCharsets.UTF_8);
    try {
      AtomicFiles.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the pipeline to '" + file + "'; check the folder and its free space", e);
    }
  }

  private Object tree(Pipeline pipeline) {
    return mode == Mode.WHOLE
        ? pipeline.tree()
        : ExportRules.apply(pipeline.tree(), mode == Mode.EXPORT_WITH_SECRETS);
  }
}
