package io.millrace.datasource.drive.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.UrlText;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The document libraries of SharePoint: at the root the sites, and the folder {@value #GROUPS} with
 * the groups. Ids are {@code <site or group>/<item>} (spec/05 §9.1); a site's has commas in it.
 */
final class SharePoint implements Drive {
  static final String GROUPS = "groups";

  private final GraphCalls graph;

  SharePoint(GraphCalls graph) {
    this.graph = graph;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String id = CharMatcher.is('/').trimTrailingFrom(request.folder().id());
    if (id.isEmpty()) {
      DrivePage sites =
          graph.list(
              "/sites?search=*&$top=" + request.limit(), request.cursor(), SharePoint::resource);
      return request.cursor() == null ? withGroups(sites) : sites;
    } else if (id.equals(GROUPS)) {
      return graph.list("/groups?$top=" + request.limit(), request.cursor(), SharePoint::resource);
    }
    String resource = resourceOf(id);
    String item = id.substring(Math.min(id.length(), resource.length() + 1));
    String path = drive(resource) + (item.isEmpty() ? "/root" : "/items/" + UrlText.encode(item));
    return graph.list(
        path + "/children?$top=" + request.limit() + "&" + GraphItems.SELECT,
        request.cursor(),
        child ->
            child.has("deleted") ? null : GraphItems.entry(child, own -> resource + "/" + own));
  }

  private static DrivePage withGroups(DrivePage sites) {
    return new DrivePage(
        ImmutableList.<DriveEntry>builder()
            .add(DriveEntry.folder(new Location(null, GROUPS), "Groups"))
            .addAll(sites.entries())
            .build(),
        sites.cursor());
  }

  private static @Nullable DriveEntry resource(JsonNode resource) {
    String id = resource.path("id").asText("");
    String name = resource.path("displayName").asText(resource.path("name").asText(id));
    return id.isEmpty() ? null : DriveEntry.folder(new Location(null, id), name);
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    String id = place.id();
    return GraphItems.entry(graph.item(path(id), id), own -> id);
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    return graph.open(path(place.id()), place.id(), offset, null);
  }

  private static String path(String id) {
    if (id.startsWith("drives/")) {
      return "/" + UrlText.path(id);
    }
    String resource = resourceOf(id);
    if (resource.length() + 1 >= id.length()) {
      throw DatasourceException.permanent(
          "'%s' is no file. A file's id is <site or group>/<item>".formatted(id), null);
    }
    return drive(resource) + "/items/" + UrlText.encode(id.substring(resource.length() + 1));
  }

  private static String resourceOf(String id) {
    int slash = id.indexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }

  private static String drive(String resource) {
    String kind = resource.indexOf(',') >= 0 ? "sites" : "groups";
    return "/" + kind + "/" + UrlText.encode(resource).replace("%2C", ",") + "/drive";
  }

  @Override
  public String cursorName() {
    return "skip";
  }

  @Override
  public int maxPage() {
    return 200;
  }
}
