package io.millrace.testkit.contract;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDocumentDatasource;
import io.millrace.testkit.fake.InMemoryDocuments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The pages in memory, of a service that takes credentials and has a page that never comes. */
class InMemoryDocumentsContractTest extends OnlineDocumentContract {
  static final String SECRET = "s3cret-token";

  private final Wiki wiki = new Wiki();

  @Override
  protected DatasourceProvider provider() {
    return Planted.in(DatasourceProvider.class, wiki);
  }

  @Override
  protected OnlineDocumentDatasource open() {
    return Planted.in(
        OnlineDocumentDatasource.class, (OnlineDocumentDatasource) wiki.open(context()));
  }

  @Override
  protected DatasourceItem.OnlineDocument goodItem() {
    return InMemoryDocuments.item("flood");
  }

  @Override
  protected DatasourceItem.OnlineDocument unknownItem() {
    return InMemoryDocuments.item("drought");
  }

  @Override
  protected Optional<DatasourceItem.OnlineDocument> itemThatIsNeverAnswered() {
    return Optional.of(InMemoryDocuments.item(Wiki.NEVER));
  }

  @Override
  protected Optional<Duration> longestWait() {
    return Optional.of(Wiki.WAIT);
  }

  @Override
  protected OptionalInt requests() {
    return OptionalInt.of(wiki.listed.get());
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of(SECRET);
  }

  private static final class Wiki implements DatasourceProvider {
    static final String NEVER = "never";
    static final Duration WAIT = Duration.ofMillis(400);

    final AtomicInteger listed = new AtomicInteger();
    private final InMemoryDocuments pages =
        new InMemoryDocuments("wiki").page("flood", "Close it.").page("flour", "A year.");

    @Override
    public String id() {
      return pages.id();
    }

    @Override
    public DatasourceType type() {
      return pages.type();
    }

    @Override
    public List<CredentialField> credentialFields() {
      return List.of(new CredentialField("key", true, true, "A key"));
    }

    @Override
    public Datasource open(DatasourceContext context) {
      return new Reading((OnlineDocumentDatasource) pages.open(context), listed);
    }
  }

  private record Reading(OnlineDocumentDatasource pages, AtomicInteger listed)
      implements OnlineDocumentDatasource {
    @Override
    public Stream<PageInfo> pages(PagesRequest request) {
      return pages.pages(request).peek(page -> listed.incrementAndGet());
    }

    @Override
    public Map<String, Object> content(DatasourceItem.OnlineDocument item) {
      if (item.credentialId() != null) {
        throw DatasourceException.permanent(
            "No credential '%s'".formatted(item.credentialId()), null);
      } else if (item.pageId().equals(Wiki.NEVER)) {
        throw unanswered();
      }
      return pages.content(item);
    }

    private static DatasourceException unanswered() {
      try {
        var unused = new CountDownLatch(1).await(Wiki.WAIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return DatasourceException.retriable("Nobody answered", null);
    }
  }
}
