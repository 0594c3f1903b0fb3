package io.millrace.contract;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.datasource.local.LocalFileDatasourceProvider;
import io.millrace.file.InMemoryFileStore;
import io.millrace.http.HttpTransport;
import io.millrace.testkit.contract.LocalFileContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class LocalFileContractTest extends LocalFileContract {
  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @Override
  protected DatasourceProvider provider() {
    return new LocalFileDatasourceProvider();
  }

  @Override
  protected LocalFileDatasource open() {
    return (LocalFileDatasource)
        provider()
            .open(
                new DatasourceContext(
                    new InMemoryFileStore(),
                    CredentialStore.EMPTY,
                    HttpTransport.NONE,
                    ImmutableList.of(folder),
                    ImmutableMap.of()));
  }

  @Override
  protected DatasourceItem.LocalFile goodItem() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "one");
    Files.writeString(folder.resolve("b.txt"), "two");
    return item(folder);
  }

  @Override
  protected DatasourceItem.LocalFile badItem() {
    return item(folder.resolve("../outside.txt"));
  }

  private static DatasourceItem.LocalFile item(Path path) {
    return new DatasourceItem.LocalFile(path.toString(), "files", Map.of("path", path.toString()));
  }
}
