package io.millrace.datasource.drive.microsoft;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
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
 * OneDrive. An item of one's own has its id; what is shared from elsewhere has {@code
 * drives/<drive>/items/<item>}. The root has the folder {@value #SHARED} beside one's own.
 */
final class OneDrive implements Drive {
  static final String SHARED = "sharedWithMe";

  private final GraphCalls graph;

  OneDrive(GraphCalls graph) {
    this.graph = graph;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String id = CharMatcher.is('/').trimTrailingFrom(request.folder().id());
    String drive = driveOf(id);
    String path =
        id.equals(SHARED)
            ? "/me/drive/sharedWithMe"
            : (id.isEmpty() || id.equals("root") ? "/me/drive/root" : path(id)) + "/children";
    String query = "?$top=" + request.limit() + "&" + GraphItems.SELECT;
    DrivePage page =
        graph.list(
            path + query,
            request.cursor(),
            item ->
                item.has("deleted")
                    ? null
                    : GraphItems.entry(item, own -> drive.isEmpty() ? own : drive + own));
    if (!id.isEmpty() || request.cursor() != null) {
      return page;
    }
    return new DrivePage(
        ImmutableList.<DriveEntry>builder()
            .add(DriveEntry.folder(new Location(null, SHARED), "Shared with me"))
            .addAll(page.entries())
            .build(),
        page.cursor());
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
    return driveOf(id).isEmpty() ? "/me/drive/items/" + UrlText.encode(id) : "/" + UrlText.path(id);
  }

  /** Returns the part of an id that names another drive, with its slash; else nothing. */
  private static String driveOf(String id) {
    int items = id.indexOf("/items/");
    return id.startsWith("drives/") && items > 0 ? id.substring(0, items + "/items/".length()) : "";
  }

  @Override
  public String cursorName() {
    return "next_link";
  }

  @Override
  public int maxPage() {
    return 200;
  }
}
