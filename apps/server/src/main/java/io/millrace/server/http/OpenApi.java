package io.millrace.server.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The description of a routing table in OpenAPI 3.0. */
public final class OpenApi {
  private final String text;

  private OpenApi(String text) {
    this.text = text;
  }

  /** Describes routes. */
  public static OpenApi of(List<Route> routes) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("openapi", "3.0.3");
    ObjectNode info = root.putObject("info");
    info.put("title", "Millrace");
    info.put("version", "0.1");
    info.put("description", "Knowledge pipelines over HTTP, as Dify documents them and beyond.");
    root.putArray("security").addObject().putArray("ApiKeyAuth");
    ObjectNode paths = root.putObject("paths");
    Schemas schemas = new Schemas();
    for (Route route : routes) {
      ObjectNode path =
          paths.has(route.path())
              ? (ObjectNode) paths.get(route.path())
              : paths.putObject(route.path());
      operation(path.putObject(route.method().toLowerCase(Locale.ROOT)), route, schemas);
    }
    ObjectNode components = root.putObject("components");
    ObjectNode key = components.putObject("securitySchemes").putObject("ApiKeyAuth");
    key.put("type", "http").put("scheme", "bearer");
    schemas.refer(ErrorBody.class);
    components.set("schemas", schemas.all());
    return new OpenApi(new String(Json.write(root), StandardCharsets.UTF_8));
  }

  /** Returns the document as JSON. */
  public String text() {
    return text;
  }

  private static void operation(ObjectNode operation, Route route, Schemas schemas) {
    operation.put("operationId", route.operation());
    operation.put("summary", route.summary());
    if (route.open()) {
      operation.putArray("security");
    }
    ArrayNode parameters = operation.putArray("parameters");
    for (String name : new PathPattern(route.path()).parameters()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", name).put("in", "path").put("required", true);
      ObjectNode schema = parameter.putObject("schema").put("type", "string");
      if (name.equals("dataset_id")) {
        schema.put("format", "uuid");
      }
    }
    for (Route.Parameter query : route.query()) {
      ObjectNode parameter = parameters.addObject();
      parameter.put("name", query.name()).put("in", "query");
      parameter.put("description", query.description());
      parameter.set("schema", Schemas.plain(query.type()));
    }
    body(operation, route, schemas);
    ObjectNode responses = operation.putObject("responses");
    success(responses.putObject(Integer.toString(route.status())), route, schemas);
    ObjectNode error = responses.putObject("default");
    error.put("description", "What went wrong");
    error
        .putObject("content")
        .putObject("application/json")
        .set("schema", schemas.refer(ErrorBody.class));
  }

  private static void body(ObjectNode operation, Route route, Schemas schemas) {
    if (route.body() == Route.BodyKind.NONE) {
      return;
    }
    ObjectNode content =
        operation.putObject("requestBody").put("required", true).putObject("content");
    if (route.bodyType() != null) {
      content.putObject("application/json").set("schema", schemas.refer(route.bodyType()));
    } else if (route.body() == Route.BodyKind.TEXT) {
      content.putObject("application/yaml").set("schema", Schemas.plain("string"));
    } else {
      ObjectNode schema = content.putObject("multipart/form-data").putObject("schema");
      schema.put("type", "object").putArray("required").add("file");
      ObjectNode properties = schema.putObject("properties");
      properties.putObject("file").put("type", "string").put("format", "binary");
      for (Route.Parameter field : route.fields()) {
        properties.putObject(field.name()).put("type", field.type());
      }
    }
  }

  private static void success(ObjectNode response, Route route, Schemas schemas) {
    response.put("description", route.summary());
    if (route.answerType() != null) {
      response
          .putObject("content")
          .putObject("application/json")
          .set("schema", schemas.refer(route.answerType()));
    }
    if (route.answerMedia() != null) {
      response
          .putObject("content")
          .putObject(route.answerMedia())
          .set(
              "schema",
              Schemas.plain(route.answerMedia().equals("application/json") ? "object" : "string"));
    }
  }
}
