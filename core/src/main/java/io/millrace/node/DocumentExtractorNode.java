package io.millrace.node;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionException;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.extractor.ExtractionStyle;
import io.millrace.file.FileRef;
import io.millrace.file.TransferMethod;
import io.millrace.graph.Node;
import io.millrace.variable.Selector;
import io.millrace.variable.Value;
import io.millrace.variable.VariableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code document-extractor} node: the text of one file or of each of a list (spec/04 §4). */
final class DocumentExtractorNode implements NodeExecutor {
  private static final String ERROR_TYPE = "DocumentExtractorError";

  private final Selector selector;
  private final NodeServices services;

  /**
   * Reads the node's settings.
   *
   * @throws InvalidNodeException if {@code variable_selector} is not a selector
   */
  DocumentExtractorNode(Node node, NodeServices services) {
    try {
      this.selector = Selector.parse(node.data().get("variable_selector"));
    } catch (VariableException e) {
      throw new InvalidNodeException(
          "Node '" + node.id() + "': variable_selector: " + e.getMessage(), e);
    }
    this.services = services;
  }

  @Override
  public NodeResult execute(NodeContext context) {
    Value value = context.variables().get(selector).orElse(null);
    if (value == null) {
      return NodeResult.failed("File variable not found for selector: " + selector, ERROR_TYPE);
    }
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("variable_selector", selector.parts());
    Object raw = value.raw();
    if (isEmpty(raw)) {
      return NodeResult.succeeded(Map.of("text", List.of())).withInputs(inputs);
    }
    List<FileRef> files = filesOf(raw);
    if (files == null) {
      return NodeResult.failed("Variable " + selector + " is not an ArrayFileSegment", ERROR_TYPE)
          .withInputs(inputs);
    }
    Map<String, List<FileRef>> documents = Map.of("documents", files);
    try {
      Object text = textOf(raw, files, context);
      return NodeResult.succeeded(Map.of("text", text))
          .withInputs(inputs)
          .withProcessData(documents);
    } catch (ExtractionException e) {
      return NodeResult.failed(String.valueOf(e.getMessage()), errorType(e))
          .withInputs(inputs)
          .withProcessData(documents);
    }
  }

  private Object textOf(@Nullable Object raw, List<FileRef> files, NodeContext context) {
    DocumentExtractor extractor =
        services
            .extractor()
            .orElseThrow(
                () ->
                    new ExtractionException(
                        ExtractionException.Reason.UNSUPPORTED_FORMAT,
                        "No document extractor is installed. Add the module"
                            + " millrace-extractor-tika to the class path, or pass a"
                            + " DocumentExtractor to the engine's builder.",
                        null));
    if (raw instanceof FileRef file) {
      return extract(extractor, file, context);
    }
    List<String> texts = new ArrayList<>(files.size());
    for (FileRef file : files) {
      texts.add(extract(extractor, file, context));
    }
    return texts;
  }

  private String extract(DocumentExtractor extractor, FileRef file, NodeContext context) {
    boolean urlNeeded = file.transferMethod() == TransferMethod.REMOTE_URL;
    if (urlNeeded && file.reference() == null && isBlank(file.remoteUrl())) {
      throw new ExtractionException(
          ExtractionException.Reason.UNREADABLE, "Missing URL for remote file", null);
    }
    ExtractedText extracted =
        extractor.extract(
            new ExtractionRequest(
                file, services.files(), ExtractionStyle.NODE, null, limits(context)));
    extracted.warnings().forEach(context::warn);
    return extracted.text();
  }

  /** The default limits, cut to the time that the execution has left. */
  private static ExtractionRequest.Limits limits(NodeContext context) {
    ExtractionRequest.Limits limits = ExtractionRequest.Limits.DEFAULT;
    Duration left = Duration.between(Instant.now(), context.deadline());
    if (left.compareTo(limits.timeout()) >= 0) {
      return limits;
    }
    return new ExtractionRequest.Limits(
        left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left,
        limits.maxCharacters(),
        limits.maxUnpackedBytes(),
        limits.maxArchiveEntries(),
        limits.maxArchiveDepth(),
        limits.maxCompressionRatio());
  }

  private static boolean isEmpty(@Nullable Object raw) {
    return raw == null
        || Boolean.FALSE.equals(raw)
        || (raw instanceof String text && text.isEmpty())
        || (raw instanceof List<?> list && list.stream().allMatch(Objects::isNull))
        || (raw instanceof Map<?, ?> map && map.isEmpty())
        || (raw instanceof Number number && number.doubleValue() == 0);
  }

  /**
   * Returns the files of {@code raw} without nulls, or {@code null} when it holds anything else.
   */
  private static @Nullable List<FileRef> filesOf(@Nullable Object raw) {
    List<?> items = raw instanceof List<?> list ? list : List.of(Objects.requireNonNull(raw));
    List<FileRef> files = new ArrayList<>(items.size());
    for (Object item : items) {
      if (item instanceof FileRef file) {
        files.add(file);
      } else if (item != null) {
        return null;
      }
    }
    return files;
  }

  private static String errorType(ExtractionException e) {
    return switch (e.reason()) {
      case UNSUPPORTED_FORMAT, UNKNOWN_FORMAT -> "UnsupportedFileTypeError";
      case UNREADABLE -> "FileDownloadError";
      default -> "TextExtractionError";
    };
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
