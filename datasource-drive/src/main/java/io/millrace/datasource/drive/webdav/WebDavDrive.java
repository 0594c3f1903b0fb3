package io.millrace.datasource.drive.webdav;

import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.ChangeSignals;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.Drive;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.HttpContent;
import io.millrace.datasource.drive.ListRequest;
import io.millrace.datasource.drive.Location;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.datasource.drive.SmallestNames;
import io.millrace.datasource.drive.UrlText;
import io.millrace.http.HttpBody;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A WebDAV server. Ids are paths below the endpoint, a folder's with a slash at its end. The
 * protocol gives a folder whole; it is read as it comes, and a page of it is kept.
 */
final class WebDavDrive implements Drive {
  private static final String PROPERTIES =
      "<?xml version=\"1.0\"?><d:propfind xmlns:d=\"DAV:\" xmlns:oc=\"http://owncloud.org/ns\">"
          + "<d:prop><d:resourcetype/><d:getcontentlength/><d:getetag/><d:getlastmodified/>"
          + "<d:getcontenttype/><oc:checksums/></d:prop></d:propfind>";

  private final Rest rest;
  private final URI base;
  private final String authorization;

  WebDavDrive(Rest rest, URI base, String authorization) {
    this.rest = rest;
    this.base = base;
    this.authorization = authorization;
  }

  @Override
  public DrivePage list(ListRequest request) throws IOException {
    String id = request.folder().id();
    String folder = id.isEmpty() || id.endsWith("/") ? id : id + "/";
    SmallestNames page = new SmallestNames(request);
    boolean[] isFolder = {false};
    properties(
        folder,
        "1",
        entry -> {
          if (WebDavListing.isSame(entry.place().id(), folder)) {
            isFolder[0] = entry.folder();
          } else if (WebDavListing.isChild(entry.place().id(), folder)) {
            page.add(entry);
          }
        });
    if (!isFolder[0]) {
      throw DatasourceException.permanent("'%s' is not a folder".formatted(id), null);
    }
    return page.page();
  }

  private void properties(String id, String depth, Consumer<DriveEntry> each) throws IOException {
    HttpBody body = HttpBody.of("application/xml; charset=utf-8", PROPERTIES);
    URI uri = uri(id);
    try (HttpReply reply =
        rest.send(() -> call("PROPFIND", uri).header("Depth", depth).body(body).build())) {
      if (reply.status() != 207) {
        throw failure(reply, id);
      }
      WebDavListing.read(reply.body(), base.getPath(), each);
    }
  }

  @Override
  public DriveEntry stat(Location place) throws IOException {
    List<DriveEntry> found = new ArrayList<>(1);
    properties(
        place.id(),
        "0",
        entry -> {
          if (found.isEmpty()) {
            found.add(entry);
          }
        });
    if (found.isEmpty()) {
      throw DatasourceException.permanent(
          "File with ID '%s' not found.".formatted(place.id()), null);
    }
    return found.get(0);
  }

  @Override
  public Content open(Location place, long offset, @Nullable ChangeSignals expected)
      throws IOException {
    DriveEntry told = stat(place);
    if (told.folder()) {
      throw DatasourceException.permanent(
          "Cannot download folder '%s'. Please select a file.".formatted(place.id()), null);
    }
    URI uri = uri(place.id());
    HttpReply reply =
        rest.send(
            () -> {
              HttpCall.Builder call = call("GET", uri).timeout(Rest.LONGEST_DOWNLOAD);
              call.header("Accept-Encoding", "identity");
              if (offset > 0) {
                call.header("Range", "bytes=" + offset + "-");
              }
              return call.build();
            });
    long size = reply.ok() ? HttpContent.size(reply) : -1;
    DriveEntry facts =
        DriveEntry.file(place, told.name(), size < 0 ? told.size() : size)
            .withPath(told.path())
            .withMimeType(told.mimeType())
            .withSignals(signals(told.signals(), reply));
    return SignedIn.opened(facts, reply, failed -> failure(failed, place.id()));
  }

  @Override
  public int maxPage() {
    return SmallestNames.PAGE;
  }

  /** It may have changed since it was told of: what comes with the bytes counts. */
  private static ChangeSignals signals(ChangeSignals told, HttpReply reply) {
    ChangeSignals sent =
        new ChangeSignals(
            reply.header("etag").orElse(told.etag()),
            null,
            HttpContent.date(reply.header("last-modified").orElse(null)),
            null);
    return sent.differFrom(told) ? sent : told;
  }

  private HttpCall.Builder call(String method, URI uri) {
    HttpCall.Builder call = HttpCall.of(method, uri);
    return authorization.isEmpty() ? call : call.header("Authorization", authorization);
  }

  private URI uri(String id) {
    if (UrlText.hasDots(id)) {
      throw DatasourceException.permanent(
          "'%s' cannot be asked for: a part of it is '.' or '..'".formatted(id), null);
    }
    return URI.create(base + "/" + UrlText.path(id.startsWith("/") ? id.substring(1) : id));
  }

  private DatasourceException failure(HttpReply reply, String id) {
    return switch (reply.status()) {
      case 401 ->
          DatasourceException.permanent(
              "The WebDAV server does not accept username and password", null);
      case 403 ->
          DatasourceException.permanent(
              "No permission: reading '%s' is denied to this user".formatted(id), null);
      case 404 -> DatasourceException.permanent("File with ID '%s' not found.".formatted(id), null);
      case 405, 501 ->
          DatasourceException.permanent(
              "'%s' is no WebDAV folder. Check the endpoint".formatted(base.getHost()), null);
      default -> rest.failure(reply, "reading '" + id + "'", "");
    };
  }
}
