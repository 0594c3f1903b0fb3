package io.millrace.server.api;

import static io.millrace.server.http.Route.get;

import io.millrace.server.http.Answer;
import io.millrace.server.http.OpenApi;
import io.millrace.server.http.Route;
import java.util.ArrayList;
import java.util.List;

/** Describes everything that is served, itself included. */
public final class OpenApiResource {
  private OpenApiResource() {}

  /** Returns the routes with one more: their description. */
  public static List<Route> describing(List<Route> routes) {
    List<Route> all = new ArrayList<>(routes);
    OpenApi[] document = new OpenApi[1];
    all.add(
        get("/v1/openapi.json")
            .does("openapi", "This document")
            .answers(200, "application/json")
            .open()
            .by(call -> new Answer.Text(200, "application/json", document[0].text())));
    document[0] = OpenApi.of(all);
    return all;
  }
}
