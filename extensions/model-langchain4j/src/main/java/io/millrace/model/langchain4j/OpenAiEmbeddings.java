package io.millrace.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.embedding.Embedding;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An embedding model behind an endpoint; waits for its budget on the calling thread. */
final class OpenAiEmbeddings implements EmbeddingModel {
  private final ModelId id;
  private final String model;
  private final Endpoint endpoint;
  private final Throttle throttle;
  private volatile int dimension;

  /**
   * Makes the model.
   *
   * @param dimension of its vectors; 0 to ask it once
   */
  OpenAiEmbeddings(ModelId id, String model, int dimension, Endpoint endpoint, Throttle throttle) {
    this.id = id;
    this.model = model;
    this.dimension = dimension;
    this.endpoint = endpoint;
    this.throttle = throttle;
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public int dimension() {
    if (dimension == 0) {
      dimension = ask(List.of("dimension")).get(0).dimension();
    }
    return dimension;
  }

  @Override
  public List<float[]> embed(List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<Embedding> vectors = ask(texts);
    if (dimension == 0) {
      dimension = vectors.get(0).dimension();
    }
    return Answers.vectors(id, texts.size(), dimension, vectors);
  }

  @Override
  public int countTokens(String text) {
    return Tokens.estimate(text);
  }

  private List<Embedding> ask(List<String> texts) {
    ObjectNode json = Json.MAPPER.createObjectNode().put("model", model);
    json.put("encoding_format", "float");
    ArrayNode input = json.putArray("input");
    texts.forEach(input::add);
    long estimate = texts.stream().mapToLong(Tokens::estimate).sum();
    ModelCall call = ModelCall.within(endpoint.callTimeout());
    Exchange exchange = new Exchange(endpoint);
    return throttle.call(
        call,
        estimate,
        vectors -> 0,
        () ->
            exchange.post(
                "/embeddings",
                json,
                call,
                (body, eventStream) -> vectors(exchange.json(body), texts.size())));
  }

  private List<Embedding> vectors(JsonNode json, int count) {
    List<@Nullable Embedding> byIndex = new ArrayList<>(Collections.nCopies(count, null));
    int place = 0;
    for (JsonNode entry : json.path("data")) {
      int index = entry.path("index").asInt(place++);
      JsonNode numbers = entry.path("embedding");
      if (index < 0 || index >= count || !numbers.isArray() || numbers.isEmpty()) {
        throw broken("an entry without a vector or with a wrong index");
      }
      float[] vector = new float[numbers.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) numbers.get(i).asDouble(Double.NaN);
      }
      byIndex.set(index, Embedding.from(vector));
    }
    List<Embedding> all = new ArrayList<>(count);
    for (Embedding vector : byIndex) {
      if (vector == null) {
        throw broken("fewer vectors than the " + count + " texts");
      }
      all.add(vector);
    }
    return all;
  }

  private ModelException broken(String what) {
    return ModelException.retriable(endpoint.name() + " answered with " + what, null);
  }

  @Override
  public String toString() {
    return "OpenAiEmbeddings[" + id + " as " + model + " at " + endpoint.name() + "]";
  }
}
