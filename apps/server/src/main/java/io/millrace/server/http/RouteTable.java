package io.millrace.server.http;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Every route, found by method and path. */
public final class RouteTable {

  /** A route and the values of its path's parameters. */
  public record Match(Route route, Map<String, String> parameters) {}

  private record Place(PathPattern pattern, Map<String, Route> byMethod) {}

  private final ImmutableList<Route> routes;

  /** Places by the number of segments of their paths, the most fixed first. */
  private final Map<Integer, List<Place>> places = new HashMap<>();

  /**
   * @throws IllegalArgumentException if two routes have one method and path, or one operation id
   */
  public RouteTable(List<Route> routes) {
    this.routes = ImmutableList.copyOf(routes);
    Map<String, Place> byPath = new LinkedHashMap<>();
    Map<String, Route> byOperation = new HashMap<>();
    for (Route route : routes) {
      Place place =
          byPath.computeIfAbsent(
              route.path(), path -> new Place(new PathPattern(path), new LinkedHashMap<>()));
      if (place.byMethod().put(route.method(), route) != null
          || byOperation.put(route.operation(), route) != null) {
        throw new IllegalArgumentException(
            "Two routes for %s %s, or two operations '%s'"
                .formatted(route.method(), route.path(), route.operation()));
      }
    }
    for (Place place : byPath.values()) {
      places
          .computeIfAbsent(
              PathPattern.split(place.pattern().toString()).size(), n -> new ArrayList<>())
          .add(place);
    }
    places
        .values()
        .forEach(
            list ->
                list.sort(
                    Comparator.comparingInt((Place place) -> place.pattern().fixedSegments())
                        .reversed()));
  }

  /** Returns every route. */
  public ImmutableList<Route> routes() {
    return routes;
  }

  /**
   * Returns the route for a path.
   *
   * @throws ApiException 404 if there is none, 405 if there is one for another method
   */
  public Match match(String method, String path) {
    List<String> segments = PathPattern.split(path);
    TreeSet<String> allowed = new TreeSet<>();
    for (Place place : places.getOrDefault(segments.size(), List.of())) {
      Map<String, String> values = place.pattern().match(segments);
      if (values != null) {
        Route route = place.byMethod().get(method);
        if (route != null) {
          return new Match(route, values);
        }
        allowed.addAll(place.byMethod().keySet());
      }
    }
    if (allowed.isEmpty()) {
      throw ApiException.notFound(
          "Nothing is served under this path. GET /v1/openapi.json lists what is.");
    }
    throw ApiException.of(
            405,
            "method_not_allowed",
            "The method is not allowed for this path. Allowed: " + String.join(", ", allowed))
        .with("Allow", String.join(", ", allowed));
  }
}
