package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.drive.sftp.SftpDriveProvider;
import io.millrace.testkit.contract.OnlineDriveContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SftpDriveContractTest extends OnlineDriveContract {

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path root;

  private @Nullable SftpServer server;

  @Override
  protected DatasourceProvider provider() {
    return new SftpDriveProvider();
  }

  @Override
  protected OnlineDriveDatasource open() throws IOException {
    Files.createDirectories(root.resolve("rules/old"));
    Files.writeString(root.resolve("rules/flood.md"), "Close the sluice.");
    Files.writeString(root.resolve("rules/flour.md"), "It keeps for a year.");
    Files.writeString(root.resolve("rules/old/ice.md"), "Stop the wheel.");
    server = new SftpServer(root);
    Map<String, String> values = server.credential();
    return (OnlineDriveDatasource)
        provider()
            .open(
                context(
                    credentials(
                        new Credential(
                            "default", "default", provider().id(), ImmutableMap.copyOf(values)))));
  }

  @Override
  protected DatasourceItem.DriveFile folder() {
    return new DatasourceItem.DriveFile("rules", true, null, "rules", Map.of());
  }

  @Override
  protected Optional<DatasourceItem.DriveFile> unknownFolder() {
    return Optional.of(new DatasourceItem.DriveFile("droughts", true, null, "x", Map.of()));
  }

  @Override
  protected DatasourceItem.DriveFile unknownFile() {
    return new DatasourceItem.DriveFile("rules/drought.md", false, null, "x", Map.of());
  }

  @AfterEach
  void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
