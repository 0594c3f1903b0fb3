package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import io.millrace.testkit.fake.PlainTextExtractor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every datasource must do, whatever its type; extend the contract of the type.
 *
 * @param <D> the type of datasource
 * @since 0.1
 */
public abstract class DatasourceContract<D extends Datasource> {
  private final InMemoryFileStore files = new InMemoryFileStore();
  private final List<HttpTransport> opened = new ArrayList<>();
  private @Nullable D datasource;

  /** Returns the provider under test. */
  protected abstract DatasourceProvider provider();

  /** Opens the datasource over a place that has what the test needs; closed after each test. */
  protected abstract D open() throws Exception;

  /** Returns the type whose contract this is. */
  abstract DatasourceType type();

  /** Returns the reading of what the test says can be read; may be made many times. */
  abstract Callable<Object> goodRead() throws Exception;

  /** Reads from a place that takes the question and never answers, where the test has one. */
  abstract Optional<Callable<Object>> hangingRead() throws Exception;

  /** Reads what can be read, with the credential of that id; empty where none is taken. */
  abstract Optional<Callable<Object>> readAs(String credentialId) throws Exception;

  /** Returns a secret that the datasource was given, which no message may show; none by default. */
  protected Optional<String> secret() {
    return Optional.empty();
  }

  /**
   * Returns how long the datasource, as {@link #open} opens it, waits for an answer; not said
   * unless overridden.
   */
  protected Optional<Duration> longestWait() {
    return Optional.empty();
  }

  /**
   * Counts what the place that is read was asked so far, so that laziness can be seen; not counted
   * unless overridden.
   */
  protected OptionalInt requests() {
    return OptionalInt.empty();
  }

  /** Returns the store that {@link #context()} lends, where downloads are found. */
  protected final InMemoryFileStore files() {
    return files;
  }

  /**
   * Returns what an engine lends to a datasource: files in memory, no credentials, and the HTTP
   * transport that is on the class path, open for servers on {@code localhost} and {@code
   * 127.0.0.1}. Closed after each test.
   */
  protected final DatasourceContext context() {
    return context(CredentialStore.EMPTY);
  }

  /** Returns the same with credentials; see {@link #credentials}. */
  protected final DatasourceContext context(CredentialStore credentials) {
    EgressGate gate = EgressGate.builder().allowHost("localhost").allowHost("127.0.0.1").build();
    HttpTransport http =
        ServiceLoader.load(HttpTransportProvider.class)
            .findFirst()
            .map(provider -> provider.open(gate))
            .orElse(HttpTransport.NONE);
    opened.add(http);
    return new DatasourceContext(
        files,
        credentials,
        http,
        ImmutableList.of(),
        ImmutableMap.of(),
        gate,
        Optional.of(new PlainTextExtractor()));
  }

  @BeforeEach
  final void openDatasource() throws Exception {
    datasource = open();
  }

  @AfterEach
  final void closeDatasource() {
    datasource().close();
    opened.forEach(HttpTransport::close);
  }

  final D datasource() {
    return Objects.requireNonNull(datasource, "open() gave no datasource");
  }

  @Test
  protected void theProviderAlwaysSaysTheSameOfItself() {
    DatasourceProvider provider = provider();

    assertThat(provider.id()).isNotBlank().isEqualTo(provider().id());
    assertThat(provider.type()).isEqualTo(type());
    assertThat(provider.aliases()).doesNotContain(provider.id()).isEqualTo(provider().aliases());
  }

  @Test
  protected void credentialFieldsHaveNamesOfTheirOwnAndHelp() {
    List<CredentialField> fields = provider().credentialFields();

    assertThat(fields).extracting(CredentialField::name).doesNotHaveDuplicates();
    assertThat(fields).allSatisfy(field -> assertThat(field.help()).isNotBlank());
  }

  @Test
  protected void anUnknownCredentialIsADatasourceException() throws Exception {
    Optional<Callable<Object>> read = readAs("no-such-credential");
    assumeTrue(
        read.isPresent() && !provider().credentialFields().isEmpty(),
        "the datasource takes no credentials");

    assertFails(read.orElseThrow());
  }

  @Test
  protected void aReadOnAnInterruptedThreadComesBack() throws Exception {
    Throwable failure = Threads.interruptedBefore("A read on an interrupted thread", goodRead());

    if (failure != null) {
      assertReports(failure);
    }
  }

  @Test
  protected void aReadThatIsNeverAnsweredEndsWhenItsThreadIsInterrupted() throws Exception {
    assertReports(
        Threads.interruptedUnderWay("A read that is never answered", given(hangingRead())));
  }

  @Test
  protected void aReadThatIsNeverAnsweredEndsByItself() throws Exception {
    Optional<Duration> longest = longestWait();
    assumeTrue(longest.isPresent(), "the test does not say how long the datasource waits");
    Callable<Object> read = given(hangingRead());

    assertReports(
        Threads.comingBack(
                "A read that is never answered",
                longest.orElseThrow(),
                () -> Optional.ofNullable(catchThrowable(() -> read.call())))
            .orElse(null));
  }

  private static Callable<Object> given(Optional<Callable<Object>> hanging) {
    assumeTrue(hanging.isPresent(), "the test names nothing that is never answered");
    return hanging.orElseThrow();
  }

  /** Fails unless a call says that it cannot read, as a datasource says it. */
  final void assertFails(Callable<?> read) {
    assertReports(catchThrowable(() -> read.call()));
  }

  private void assertReports(@Nullable Throwable failure) {
    assertThat(failure).isInstanceOf(DatasourceException.class).message().isNotBlank();
    Secrets.assertHidden(secret(), failure);
  }

  /** Fails unless what takes a beginning of something asks for less than what takes all of it. */
  final void assertLazy(Callable<?> beginning, Callable<?> all) throws Exception {
    assumeTrue(requests().isPresent(), "the test does not count what is asked of the place");

    assertThat(asked(beginning))
        .as("requests for the first item, beside those for all")
        .isLessThan(asked(all));
  }

  private int asked(Callable<?> call) throws Exception {
    int before = requests().orElseThrow();
    var unused = call.call();
    return requests().orElseThrow() - before;
  }

  @Test
  protected void manyThreadsMayReadAtOnce() throws Exception {
    Callable<Object> read = goodRead();
    Object alone = read.call();

    assertThat(Threads.together(read)).allSatisfy(found -> assertThat(found).isEqualTo(alone));
  }

  @Test
  protected void closingTwiceIsHarmless() {
    datasource().close();
    datasource().close();
  }

  /** Returns an entry with the credential of that id added. */
  static Map<String, Object> signedInAs(String credentialId, Map<String, Object> entry) {
    Map<String, Object> signed = new LinkedHashMap<>(entry);
    signed.put("credential_id", credentialId);
    return signed;
  }

  /** Returns a store that has one credential, which serves every provider. */
  protected static CredentialStore credentials(Credential credential) {
    return new CredentialStore() {
      @Override
      public Optional<Credential> find(String id) {
        return credential.id().equals(id) ? Optional.of(credential) : Optional.empty();
      }

      @Override
      public Optional<Credential> defaultFor(String provider) {
        return Optional.of(credential);
      }
    };
  }
}
