package io.millrace.datasource.drive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.datasource.drive.folder.FolderDriveProvider;
import io.millrace.http.HttpTransport;
import io.millrace.testkit.contract.OnlineDriveContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FolderDriveContractTest extends OnlineDriveContract {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path root;

  @Override
  protected DatasourceProvider provider() {
    return new FolderDriveProvider();
  }

  @Override
  protected OnlineDriveDatasource open() throws IOException {
    Files.createDirectories(root.resolve("rules/old"));
    Files.writeString(root.resolve("rules/flood.md"), "Close the sluice.");
    Files.writeString(root.resolve("rules/flour.md"), "It keeps for a year.");
    Files.writeString(root.resolve("rules/old/ice.md"), "Stop the wheel.");
    return (OnlineDriveDatasource)
        provider()
            .open(
                new DatasourceContext(
                    files(),
                    CredentialStore.EMPTY,
                    HttpTransport.NONE,
                    ImmutableList.of(root),
                    ImmutableMap.of()));
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
}
