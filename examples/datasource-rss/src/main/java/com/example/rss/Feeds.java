package com.example.rss;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import com.rometools.rome.io.XmlReader;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.http.HttpCall;
import io.millrace.http.HttpReply;
import io.millrace.http.HttpTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

/** Feeds as workspaces, and their entries as pages. */
record Feeds(HttpTransport http) implements OnlineDocumentDatasource {

  @Override
  public Stream<PageInfo> pages(PagesRequest request) {
    String url = String.valueOf(request.parameters().get("url"));
    return read(url).getEntries().stream()
        .map(e -> new PageInfo(url, url, e.getUri(), e.getTitle(), "page", null, "", null));
  }

  @Override
  public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
    String url = item.workspaceId();
    for (SyndEntry entry : read(url).getEntries()) {
      if (entry.getUri().equals(item.pageId())) {
        String text = entry.getDescription() == null ? "" : entry.getDescription().getValue();
        String markdown = "# " + entry.getTitle() + "\n\n" + text;
        return Map.of("workspace_id", url, "page_id", item.pageId(), "content", markdown);
      }
    }
    throw DatasourceException.permanent("No entry '" + item.pageId() + "' in " + url, null);
  }

  private SyndFeed read(String url) {
    try (HttpReply reply = http.send(HttpCall.get(URI.create(url)).build())) {
      byte[] xml = reply.bytes(10 << 20);
      return new SyndFeedInput().build(new XmlReader(new ByteArrayInputStream(xml)));
    } catch (IOException e) {
      throw DatasourceException.retriable(url + " cannot be fetched: " + e.getMessage(), e);
    } catch (FeedException | IllegalArgumentException e) {
      throw DatasourceException.permanent(url + " is not a feed: " + e.getMessage(), e);
    }
  }
}
