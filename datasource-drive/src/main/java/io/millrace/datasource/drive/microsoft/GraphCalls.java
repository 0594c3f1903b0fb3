package io.millrace.datasource.drive.microsoft;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.drive.Content;
import io.millrace.datasource.drive.ContentChangedException;
import io.millrace.datasource.drive.DriveEntry;
import io.millrace.datasource.drive.DrivePage;
import io.millrace.datasource.drive.Rest;
import io.millrace.datasource.drive.SignedIn;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lists and reads drive items over Microsoft Graph. */
final class GraphCalls {
  private static final Set<Integer> LINK_EXPIRED = Set.of(401, 403, 404, 410);

  private final String service;
  private final SignedIn calls;
  private final Rest rest;
  private final URI base;

  GraphCalls(String service, SignedIn calls, Rest rest, URI base) {
    this.service = service;
    this.calls = calls;
    this.rest = rest;
    this.base = base;
  }

  /**
   * Returns a page.
   *
   * @param path with its query, for the first page
   * @param cursor the link to the next page, as Graph gave it
   */
  DrivePage list(
      String path, @Nullable String cursor, Function<JsonNode, @Nullable DriveEntry> entry)
      throws IOException {
    URI uri = cursor == null ? URI.create(base + path) : ownLink(cursor);
    JsonNode page = calls.get(uri, reply -> failure(reply, path, "list"));
    ImmutableList.Builder<DriveEntry> entries = ImmutableList.builder();
    for (JsonNode item : page.path("value")) {
      DriveEntry found = entry.apply(item);
      if (found != null) {
        entries.add(found);
      }
    }
    String next = page.path("@odata.nextLink").asText("");
    return new DrivePage(entries.build(), next.isEmpty() ? null : next);
  }

  /** The token goes to no other server, whoever made the link. */
  private URI ownLink(String link) {
    try {
      URI uri = new URI(link);
      if (base.getScheme().equals(uri.getScheme())
          && String.valueOf(uri.getAuthority()).equals(base.getAuthority())) {
        return uri;
      }
    } catch (URISyntaxException notOne) {
      // told below
    }
    throw DatasourceException.permanent(
        "The page token is not a link to %s. Send back what the page before returned, unchanged"
            .formatted(base.getHost()),
        null);
  }

  /** Returns the JSON of an item. */
  JsonNode item(String path, String id) throws IOException {
    return calls.get(URI.create(base + path), reply -> failure(reply, id, "reading"));
  }

  /** Opens the content of an item, by the link that was signed for it where there is one. */
  Content open(String path, String id, long offset, @Nullable JsonNode known) throws IOException {
    JsonNode item = known == null ? item(path, id) : known;
    for (int attempt = 0; ; attempt++) {
      DriveEntry facts = GraphItems.entry(item, place -> place);
      refuseUnreadable(facts);
      String link = item.path("@microsoft.graph.downloadUrl").asText("");
      if (link.isEmpty()) {
        URI content = URI.create(base + path + "/content");
        return calls.open(
            facts, offset, () -> HttpCall.get(content), reply -> failure(reply, id, "reading"));
      }
      HttpReply reply = calls.fetch(URI.create(link), offset);
      if (!LINK_EXPIRED.contains(reply.status()) || attempt > 0) {
        return SignedIn.opened(facts, reply, failed -> failure(failed, id, "reading"));
      }
      reply.close();
      item = item(path, id);
      if (offset > 0 && GraphItems.signals(item).differFrom(facts.signals())) {
        throw new ContentChangedException("it was changed while it was read");
      }
    }
  }

  private static void refuseUnreadable(DriveEntry facts) {
    if (facts.folder()) {
      throw DatasourceException.permanent(
          "Cannot download folder '%s'. Please select a file.".formatted(facts.name()), null);
    } else if (facts.problem() != null) {
      throw DatasourceException.permanent(facts.problem(), null);
    }
  }

  DatasourceException failure(HttpReply reply, String id, String what) {
    JsonNode error = Rest.errorJson(reply).path("error");
    String code = error.path("code").asText("");
    if (reply.status() == 404 && !what.equals("list")) {
      return DatasourceException.permanent("File with ID '%s' not found.".formatted(id), null);
    } else if (reply.status() == 403) {
      return DatasourceException.permanent(
          "No permission: %s of '%s' is denied to this account (%s)".formatted(what, id, code),
          null);
    } else if (code.equals("resyncRequired")) {
      return DatasourceException.retriable(
          "The listing of %s has changed too much to be continued. List it again"
              .formatted(service),
          null);
    }
    String text = (code + " " + error.path("message").asText("")).strip();
    return what.equals("list")
        ? rest.failure(reply, "Microsoft Graph list error: " + id, text)
        : rest.failure(reply, what + " '" + id + "'", text);
  }
}
