package io.millrace.node;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a node ended. Values in the maps are those of {@link io.millrace.variable.Value}, or {@code
 * Value}s themselves where the type must be forced.
 *
 * @since 0.1
 */
public sealed interface NodeResult {

  /** Returns what events show as the node's inputs, or {@code null} when it gives none. */
  @Nullable Map<String, @Nullable Object> inputs();

  /** Returns what events show as the node's process data. */
  Map<String, @Nullable Object> processData();

  /** Returns the node's outputs: put into the variable pool under its id. */
  Map<String, @Nullable Object> outputs();

  /** Returns the {@code execution_metadata} of events (spec/02 §4). */
  Map<String, @Nullable Object> metadata();

  /** Returns a success with these outputs. */
  static Succeeded succeeded(Map<String, ? extends @Nullable Object> outputs) {
    return new Succeeded(null, Map.of(), Maps.copy(outputs), Map.of(), "source");
  }

  /** Returns a failure with this text and the type that {@code fail-branch} outputs show. */
  static Failed failed(String error, String errorType) {
    return new Failed(error, errorType, null, Map.of(), Map.of(), Map.of());
  }

  /** Returns a result that is none yet: the executor is to be called again after that time. */
  static Suspended after(Duration delay) {
    return new Suspended(delay, null);
  }

  /** Returns a result that is none yet: the executor is to be called again with an answer. */
  static Suspended awaiting(InputRequest request) {
    return new Suspended(request.timeout(), request);
  }

  /**
   * The node waits, and holds no thread meanwhile. Its executor is called again, in the same
   * execution and with the same deadline.
   *
   * @param delay after which it is called again; for a question to a person, even unanswered
   * @param request what is asked of a person, or {@code null} when only time must pass
   */
  record Suspended(Duration delay, @Nullable InputRequest request) implements NodeResult {
    public Suspended {
      requireNonNull(delay, "delay");
    }

    @Override
    public @Nullable Map<String, @Nullable Object> inputs() {
      return null;
    }

    @Override
    public Map<String, @Nullable Object> processData() {
      return Map.of();
    }

    @Override
    public Map<String, @Nullable Object> outputs() {
      return Map.of();
    }

    @Override
    public Map<String, @Nullable Object> metadata() {
      return Map.of();
    }
  }

  /**
   * The node did what it should.
   *
   * @param handle the edge handle to follow: {@code source}, or a branch node's choice
   */
  record Succeeded(
      @Nullable Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> processData,
      Map<String, @Nullable Object> outputs,
      Map<String, @Nullable Object> metadata,
      String handle)
      implements NodeResult {
    public Succeeded {
      requireNonNull(handle, "handle");
    }

    /** Returns the same result with the inputs that events show. */
    public Succeeded withInputs(Map<String, ? extends @Nullable Object> shown) {
      return new Succeeded(Maps.copy(shown), processData, outputs, metadata, handle);
    }

    /** Returns the same result with process data. */
    public Succeeded withProcessData(Map<String, ? extends @Nullable Object> data) {
      return new Succeeded(inputs, Maps.copy(data), outputs, metadata, handle);
    }

    /** Returns the same result with execution metadata. */
    public Succeeded withMetadata(Map<String, ? extends @Nullable Object> data) {
      return new Succeeded(inputs, processData, outputs, Maps.copy(data), handle);
    }

    /** Returns the same result with the branch that it chose. */
    public Succeeded withHandle(String chosen) {
      return new Succeeded(inputs, processData, outputs, metadata, chosen);
    }
  }

  /**
   * The node could not do what it should.
   *
   * @param error the text that events and {@code error_message} show; an empty one shows as {@code
   *     Unknown error}
   * @param errorType the {@code error_type} of {@code fail-branch} outputs
   */
  record Failed(
      String error,
      String errorType,
      @Nullable Map<String, @Nullable Object> inputs,
      Map<String, @Nullable Object> processData,
      Map<String, @Nullable Object> outputs,
      Map<String, @Nullable Object> metadata)
      implements NodeResult {
    public Failed {
      requireNonNull(error, "error");
      requireNonNull(errorType, "errorType");
    }

    /** Returns the same failure with the inputs that events show. */
    public Failed withInputs(Map<String, ? extends @Nullable Object> shown) {
      return new Failed(error, errorType, Maps.copy(shown), processData, outputs, metadata);
    }

    /** Returns the same failure with process data. */
    public Failed withProcessData(Map<String, ? extends @Nullable Object> data) {
      return new Failed(error, errorType, inputs, Maps.copy(data), outputs, metadata);
    }

    /** Returns the same failure with execution metadata. */
    public Failed withMetadata(Map<String, ? extends @Nullable Object> data) {
      return new Failed(error, errorType, inputs, processData, outputs, Maps.copy(data));
    }

    /** Returns the same failure with outputs. */
    public Failed withOutputs(Map<String, ? extends @Nullable Object> data) {
      return new Failed(error, errorType, inputs, processData, Maps.copy(data), metadata);
    }
  }

  /** Copies that keep the order and may hold nulls. */
  final class Maps {
    private Maps() {}

    static Map<String, @Nullable Object> copy(Map<String, ? extends @Nullable Object> map) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
  }
}
