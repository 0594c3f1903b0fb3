package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.drive.s3.S3DriveProvider;
import io.millrace.testkit.contract.OnlineDriveContract;
import io.millrace.testkit.objectstore.ObjectStoreServer;
import io.millrace.testkit.server.Nasty;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class S3DriveContractTest extends OnlineDriveContract {
  private final ObjectStoreServer store = ObjectStoreServer.start();

  S3DriveContractTest() throws IOException {
    store
        .put("mill", "rules/flood.md", "Close the sluice.")
        .put("mill", "rules/flour.md", "It keeps for a year.")
        .put("mill", "rules/old/ice.md", "Stop the wheel.")
        .pagesOf(2);
  }

  @Override
  protected DatasourceProvider provider() {
    return new S3DriveProvider();
  }

  @Override
  protected OnlineDriveDatasource open() {
    ImmutableMap<String, String> values =
        ImmutableMap.of(
            "endpoint",
            store.endpoint(),
            "access_key_id",
            ObjectStoreServer.ACCESS_KEY,
            "secret_access_key",
            ObjectStoreServer.SECRET_KEY,
            "region_name",
            "us-east-1");
    return (OnlineDriveDatasource)
        provider()
            .open(
                context(
                    credentials(new Credential("default", "default", provider().id(), values))));
  }

  @Override
  protected DatasourceItem.DriveFile folder() {
    return new DatasourceItem.DriveFile("rules/", true, "mill", "rules", Map.of());
  }

  /** A first page is asked for with one more, as Dify does: the folder itself may be on it. */
  @Override
  protected boolean supportsShortPages() {
    return false;
  }

  @Override
  protected OptionalInt requests() {
    return OptionalInt.of(store.site().log().size());
  }

  @Override
  protected Optional<String> secret() {
    return Optional.of(ObjectStoreServer.SECRET_KEY);
  }

  @Override
  protected DatasourceItem.DriveFile unknownFile() {
    return file("rules/drought.md");
  }

  @Override
  protected Optional<DatasourceItem.DriveFile> fileThatIsNeverAnswered() {
    store.site().next("flood.md", 100, Nasty.hangs(store.site()));
    return Optional.of(file("rules/flood.md"));
  }

  private static DatasourceItem.DriveFile file(String key) {
    return new DatasourceItem.DriveFile(key, false, "mill", key, Map.of());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }
}
