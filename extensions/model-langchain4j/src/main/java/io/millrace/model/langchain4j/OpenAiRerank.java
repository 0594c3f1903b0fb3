package io.millrace.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A reranking model behind an endpoint that speaks as Jina and Cohere do. */
final class OpenAiRerank implements RerankModel {
  private final ModelId id;
  private final String model;
  private final Endpoint endpoint;
  private final Throttle throttle;

  OpenAiRerank(ModelId id, String model, Endpoint endpoint, Throttle throttle) {
    this.id = id;
    this.model = model;
    this.endpoint = endpoint;
    this.throttle = throttle;
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public List<Double> score(String query, List<String> texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    ObjectNode json = Json.MAPPER.createObjectNode().put("model", model).put("query", query);
    ArrayNode documents = json.putArray("documents");
    texts.forEach(documents::add);
    json.put("top_n", texts.size()).put("return_documents", false);
    long estimate = Tokens.estimate(query) + texts.stream().mapToLong(Tokens::estimate).sum();
    ModelCall call = ModelCall.within(endpoint.callTimeout());
    Exchange exchange = new Exchange(endpoint);
    return throttle.call(
        call,
        estimate,
        scores -> 0,
        () ->
            exchange.post(
                "/rerank",
                json,
                call,
                (body, eventStream) -> scores(exchange.json(body), texts.size())));
  }

  private List<Double> scores(JsonNode json, int count) {
    double[] scores = new double[count];
    Arrays.fill(scores, Double.NaN);
    for (JsonNode result : json.path("results")) {
      int index = result.path("index").asInt(-1);
      if (index >= 0 && index < count) {
        scores[index] = result.path("relevance_score").asDouble(Double.NaN);
      }
    }
    List<Double> all = new ArrayList<>(count);
    for (double score : scores) {
      if (!Double.isFinite(score)) {
        throw ModelException.retriable(
            endpoint.name() + " did not score all of the " + count + " texts", null);
      }
      all.add(score);
    }
    return all;
  }

  @Override
  public String toString() {
    return "OpenAiRerank[" + id + " as " + model + " at " + endpoint.name() + "]";
  }
}
