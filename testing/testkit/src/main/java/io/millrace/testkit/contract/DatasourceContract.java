package io.millrace.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialField;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
  private @Nullable D datasource;

  /** Returns the provider under test. */
  protected abstract DatasourceProvider provider();

  /** Opens the datasource over a place that has what the test needs; closed after each test. */
  protected abstract D open() throws Exception;

  @BeforeEach
  final void openDatasource() throws Exception {
    datasource = open();
  }

  @AfterEach
  final void closeDatasource() {
    datasource().close();
  }

  final D datasource() {
    return Objects.requireNonNull(datasource, "open() gave no datasource");
  }

  @Test
  protected void theProviderAlwaysSaysTheSameOfItself() {
    DatasourceProvider provider = provider();

    assertThat(provider.id()).isNotBlank().isEqualTo(provider().id());
    assertThat(provider.type()).isEqualTo(provider().type());
    assertThat(provider.aliases()).doesNotContain(provider.id()).isEqualTo(provider().aliases());
  }

  @Test
  protected void credentialFieldsHaveNamesOfTheirOwnAndHelp() {
    List<CredentialField> fields = provider().credentialFields();

    assertThat(fields).extracting(CredentialField::name).doesNotHaveDuplicates();
    assertThat(fields).allSatisfy(field -> assertThat(field.help()).isNotBlank());
  }

  @Test
  protected void closingTwiceIsHarmless() {
    datasource().close();
    datasource().close();
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
