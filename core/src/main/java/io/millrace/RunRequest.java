package io.millrace;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceType;
import io.millrace.pipeline.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What to run: a pipeline, the items to process and the values of its inputs (spec/01 §3.1).
 *
 * <pre>{@code
 * RunRequest request = RunRequest.of(pipeline).file(Path.of("docs")).input("delimiter", "\n\n").build();
 * }</pre>
 *
 * <p>Immutable. The documented JSON form is read by {@link #fromJson} and printed by {@link
 * #toJson}.
 *
 * @since 0.1
 */
public final class RunRequest {
  private final Pipeline pipeline;
  private final Map<String, @Nullable Object> inputs;
  private final DatasourceType datasourceType;
  private final ImmutableList<Map<String, Object>> entries;
  private final @Nullable String startNodeId;
  private final boolean published;
  private final ResponseMode responseMode;
  private final @Nullable String knowledgeBase;
  private final String user;
  private final @Nullable String documentId;
  private final boolean keepsRetrieval;
  private final int registeredFirst;
  private final Function<? super DatasourceItem, Map<String, Object>> metadata;

  private RunRequest(Builder builder) {
    this.pipeline = builder.pipeline;
    this.inputs = Collections.unmodifiableMap(new LinkedHashMap<>(builder.inputs));
    this.datasourceType = builder.datasourceType;
    this.entries = ImmutableList.copyOf(builder.entries);
    this.startNodeId = builder.startNodeId;
    this.published = builder.published;
    this.responseMode = builder.responseMode;
    this.knowledgeBase = builder.knowledgeBase;
    this.user = builder.user;
    this.documentId = builder.documentId;
    this.keepsRetrieval = builder.keepsRetrieval;
    this.registeredFirst = builder.registeredFirst;
    this.metadata = builder.metadata;
  }

  /** Starts a request for a pipeline: a published run of local files unless told otherwise. */
  public static Builder of(Pipeline pipeline) {
    return new Builder(pipeline);
  }

  /**
   * Reads the documented JSON body. Unknown fields are ignored.
   *
   * @throws InvalidRequestException naming every missing field, wrong type and bad enum
   */
  public static Builder fromJson(Pipeline pipeline, String json) {
    return RunRequestJson.read(published -> pipeline, json);
  }

  /**
   * Reads the documented JSON body, whose {@code is_published} says which pipeline is meant.
   *
   * @param pipeline gives the published pipeline for {@code true}, the draft for {@code false};
   *     called once the body is known to be well-formed
   * @throws InvalidRequestException naming every missing field, wrong type and bad enum
   */
  public static Builder fromJson(Function<Boolean, Pipeline> pipeline, String json) {
    return RunRequestJson.read(pipeline, json);
  }

  /** Returns the documented JSON body; pipeline and knowledge base are not part of it. */
  public JsonNode toJson() {
    return RunRequestJson.write(this);
  }

  /** Returns the pipeline. */
  public Pipeline pipeline() {
    return pipeline;
  }

  /** Returns the values of the pipeline's inputs, as sent. */
  public Map<String, @Nullable Object> inputs() {
    return inputs;
  }

  /** Returns which kind of datasource reads the items. */
  public DatasourceType datasourceType() {
    return datasourceType;
  }

  /** Returns the items' entries, as sent. */
  public List<Map<String, Object>> entries() {
    return entries;
  }

  /** Returns the node to start at, or {@code null} for the only one of the right type. */
  public @Nullable String startNodeId() {
    return startNodeId;
  }

  /** Returns whether results are stored; a draft run only previews. */
  public boolean published() {
    return published;
  }

  /** Returns how an HTTP caller wants its answer. */
  public ResponseMode responseMode() {
    return responseMode;
  }

  /** Returns the name or id of the knowledge base, or {@code null} for the pipeline's own. */
  public @Nullable String knowledgeBase() {
    return knowledgeBase;
  }

  /** Returns who asks. */
  public String user() {
    return user;
  }

  /** Returns the document that the run's one item is a new version of, or {@code null}. */
  public @Nullable String documentId() {
    return documentId;
  }

  /** Returns whether the knowledge base is searched as before, whatever the pipeline says. */
  public boolean keepsRetrieval() {
    return keepsRetrieval;
  }

  /** Returns how many items' documents are there when the run's first event comes. */
  public int registeredFirst() {
    return registeredFirst;
  }

  /** Returns the metadata fields that an item's document gets. */
  public Map<String, Object> metadata(DatasourceItem item) {
    return metadata.apply(item);
  }

  /** Collects a request; every setting has a default. */
  public static final class Builder {
    private final Pipeline pipeline;
    private final Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    private final List<Map<String, Object>> entries = new ArrayList<>();
    private DatasourceType datasourceType = DatasourceType.LOCAL_FILE;
    private @Nullable String startNodeId;
    private boolean published = true;
    private ResponseMode responseMode = ResponseMode.BLOCKING;
    private @Nullable String knowledgeBase;
    private String user = "owner";
    private @Nullable String documentId;
    private boolean keepsRetrieval;
    private int registeredFirst = 2;
    private Function<? super DatasourceItem, Map<String, Object>> metadata = item -> Map.of();

    private Builder(Pipeline pipeline) {
      this.pipeline = requireNonNull(pipeline, "pipeline");
    }

    /** Adds a file, a folder or a glob below a root that the engine allows. */
    public Builder file(Path path) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("path", path.toAbsolutePath().normalize().toString());
      return entry(entry);
    }

    /** Adds a stored file by its reference. */
    public Builder upload(String reference, String name) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("reference", reference);
      entry.put("name", name);
      return entry(entry);
    }

    /** Adds an item as an entry of {@code datasource_info_list} spells it (spec/01 §3.2). */
    public Builder entry(Map<String, ? extends @Nullable Object> entry) {
      entries.add(Collections.unmodifiableMap(new LinkedHashMap<>(entry)));
      return this;
    }

    /** Sets which kind of datasource reads the items; {@code local_file} by default. */
    public Builder datasourceType(DatasourceType type) {
      this.datasourceType = requireNonNull(type, "type");
      return this;
    }

    /** Sets the node to start at; by default the only datasource node of the right type. */
    public Builder startAt(@Nullable String nodeId) {
      this.startNodeId = nodeId;
      return this;
    }

    /** Sets the value of one of the pipeline's inputs. */
    public Builder input(String name, @Nullable Object value) {
      inputs.put(requireNonNull(name, "name"), value);
      return this;
    }

    /** Sets values of the pipeline's inputs. */
    public Builder inputs(Map<String, ? extends @Nullable Object> values) {
      inputs.putAll(values);
      return this;
    }

    /** Makes it a published run, which stores its results: the default. */
    public Builder published(boolean stores) {
      this.published = stores;
      return this;
    }

    /** Makes it a draft run, which previews its results and stores nothing. */
    public Builder draft() {
      return published(false);
    }

    /** Sets how an HTTP caller wants its answer; blocking by default. */
    public Builder responseMode(ResponseMode mode) {
      this.responseMode = requireNonNull(mode, "mode");
      return this;
    }

    /** Sets the name or id of the knowledge base; the pipeline's own name by default. */
    public Builder knowledgeBase(@Nullable String nameOrId) {
      this.knowledgeBase = nameOrId;
      return this;
    }

    /**
     * Makes the run's one item a new version of a document, wherever that came from; by default an
     * item is a new version of what came from the same place.
     */
    public Builder document(String id) {
      this.documentId = requireNonNull(id, "id");
      return this;
    }

    /**
     * Leaves how the knowledge base is searched as it is. By default a run brings that to what the
     * pipeline says; a host that brings it along when it publishes, and lets people change it
     * afterwards, does not want that.
     */
    public Builder keepRetrieval() {
      this.keepsRetrieval = true;
      return this;
    }

    /**
     * Sets how many items' documents are registered, as {@code waiting}, before the run's first
     * event; 2 by default. Others follow as they are found.
     *
     * @param items from 2; what a source gives slowly holds up the first event
     */
    public Builder registerFirst(int items) {
      if (items < 2) {
        throw new IllegalArgumentException("items must be 2 or more, but was " + items);
      }
      this.registeredFirst = items;
      return this;
    }

    /** Sets the metadata fields that each item's document gets; none by default. */
    public Builder metadata(Function<? super DatasourceItem, Map<String, Object>> fields) {
      this.metadata = requireNonNull(fields, "fields");
      return this;
    }

    /** Sets who asks; {@code owner} by default. */
    public Builder user(String id) {
      this.user = requireNonNull(id, "id");
      return this;
    }

    /** Returns the request. */
    public RunRequest build() {
      return new RunRequest(this);
    }
  }
}
