package io.millrace.datasource.drive;

import io.millrace.datasource.CredentialField;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceException;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;

/**
 * What a kind of drive offers to the engine. A new one extends this class, and is named in {@code
 * META-INF/services/io.millrace.datasource.DatasourceProvider}.
 *
 * <p>Settings of the engine that all drives heed: {@code drive.max-file-bytes}, {@code
 * drive.max-files} of one folder item (10,000,000), {@code drive.extensions} (all), {@code
 * drive.retries} (5), {@code drive.retry-delay-ms} (500).
 *
 * @since 0.1
 */
public abstract class DriveProvider implements DatasourceProvider {

  /** For subclasses; opens nothing. */
  protected DriveProvider() {}

  /** Returns the service's name for people, such as {@code Google Drive}. */
  public abstract String service();

  /** Returns in a few words how it is reached: {@code REST over HTTP}. */
  public abstract String reachedBy();

  /**
   * Signs in, without connecting yet where that can wait.
   *
   * @throws DatasourceException if the credential lacks something
   */
  protected abstract Drive connect(DriveAccount account);

  @Override
  public final DatasourceType type() {
    return DatasourceType.ONLINE_DRIVE;
  }

  @Override
  public final Datasource open(DatasourceContext context) {
    Limits limits = Limits.of(context.settings());
    return new DriveDatasource(
        new OpenDrives(this, context), new Download(context.files(), limits), limits);
  }

  /** A credential field whose value must not be shown. */
  protected static CredentialField secret(String name, boolean required, String help) {
    return new CredentialField(name, true, required, help);
  }

  /** A credential field whose value may be shown. */
  protected static CredentialField field(String name, boolean required, String help) {
    return new CredentialField(name, false, required, help);
  }
}
