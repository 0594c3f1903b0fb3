package io.millrace.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.file.FileRef;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes events in their documented JSON form (spec/02) and frames them for a stream of server-sent
 * events (spec/01 §3.7).
 *
 * <p>Times are whole Unix seconds, durations seconds with a fraction, absent values {@code null}.
 * Numbers that JSON has no form for are {@code null}. An {@link PipelineEvent.ItemFinished} has no
 * documented form and is left out. Immutable; serves any number of threads.
 *
 * @since 0.1
 */
public final class EventJson {
  private static final String SSE_PING = "event: ping\n\n";
  private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

  private final WireEvents wire;

  /** Writes files without a link, and shortens nothing. */
  public EventJson() {
    this(file -> null);
  }

  /**
   * Shortens nothing.
   *
   * @param fileUrls gives a file's link, or {@code null} when it has none
   */
  public EventJson(Function<FileRef, @Nullable String> fileUrls) {
    this(fileUrls, null);
  }

  /**
   * @param fileUrls gives a file's link, or {@code null} when it has none
   * @param truncation how far to shorten what nodes show, or {@code null} not to
   */
  public EventJson(
      Function<FileRef, @Nullable String> fileUrls, @Nullable EventTruncation truncation) {
    this.wire = new WireEvents(new JsonValues(requireNonNull(fileUrls, "fileUrls")), truncation);
  }

  /** Returns the documented object, or nothing for an event that has none. */
  public Optional<ObjectNode> toJson(PipelineEvent event) {
    EventData data = wire.data(event);
    if (data == null) {
      return Optional.empty();
    }
    EventHeader.ItemTag item = event.header().item();
    if (item != null) {
      data.number("item_index", item.index()).text("document_id", item.documentId());
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event", WireEvents.name(event));
    json.put("task_id", event.header().taskId());
    json.put("workflow_run_id", event.header().runId());
    json.set("data", data.toJson());
    return Optional.of(json);
  }

  /** Returns the documented object as one line of text without an end of line. */
  public Optional<String> toLine(PipelineEvent event) {
    return toJson(event).map(EventJson::text);
  }

  /**
   * Writes the event as a server-sent event, {@code data: …} and an empty line; writes nothing for
   * an event that has no documented form.
   *
   * @return whether something was written
   */
  public boolean writeSse(PipelineEvent event, Appendable out) throws IOException {
    Optional<String> line = toLine(event);
    if (line.isPresent()) {
      out.append("data: ").append(line.get()).append("\n\n");
    }
    return line.isPresent();
  }

  /** Writes as {@link #writeSse(PipelineEvent, Appendable)} does, in UTF-8; does not flush. */
  public boolean writeSse(PipelineEvent event, OutputStream out) throws IOException {
    StringBuilder frame = new StringBuilder();
    boolean written = writeSse(event, frame);
    out.write(frame.toString().getBytes(UTF_8));
    return written;
  }

  /** Returns the keep-alive that a stream sends about every ten seconds. */
  public static String ssePing() {
    return SSE_PING;
  }

  private static String text(ObjectNode json) {
    try {
      return WRITER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON could not be written", e);
    }
  }
}
