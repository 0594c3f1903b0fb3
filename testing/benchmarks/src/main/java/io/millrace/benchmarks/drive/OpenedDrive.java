package io.millrace.benchmarks.drive;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.millrace.datasource.Credential;
import io.millrace.datasource.CredentialStore;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.file.FileStore;
import io.millrace.http.EgressGate;
import io.millrace.http.HttpTransport;
import io.millrace.http.HttpTransportProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Our S3 drive, as the engine opens it. */
final class OpenedDrive implements AutoCloseable {
  private final HttpTransport http;
  private final OnlineDriveDatasource drive;

  OpenedDrive(String endpoint, FileStore files) {
    EgressGate gate = EgressGate.builder().allowHost("127.0.0.1").build();
    this.http =
        ServiceLoader.load(HttpTransportProvider.class).findFirst().orElseThrow().open(gate);
    Credential credential =
        new Credential(
            "c",
            "c",
            "aws_s3_storage",
            ImmutableMap.of(
                "endpoint",
                endpoint,
                "access_key_id",
                ObjectStore.KEY,
                "secret_access_key",
                ObjectStore.SECRET));
    CredentialStore store =
        new CredentialStore() {
          @Override
          public Optional<Credential> find(String id) {
            return Optional.of(credential);
          }

          @Override
          public Optional<Credential> defaultFor(String provider) {
            return Optional.of(credential);
          }
        };
    this.drive =
        (OnlineDriveDatasource)
            ServiceLoader.load(DatasourceProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("aws_s3_storage"))
                .findFirst()
                .orElseThrow()
                .open(
                    new DatasourceContext(
                        files,
                        store,
                        http,
                        ImmutableList.of(),
                        ImmutableMap.of(),
                        gate,
                        Optional.empty()));
  }

  /** Returns the files below a prefix, found as they are asked for. */
  Stream<DatasourceItem.DriveFile> below(String prefix) {
    return drive.expand(
        new DatasourceItem.DriveFile(
            prefix, true, ObjectStore.BUCKET, prefix, Map.of("id", prefix, "type", "folder")));
  }

  void download(DatasourceItem.DriveFile file) {
    drive.download(file);
  }

  @Override
  public void close() {
    drive.close();
    http.close();
  }
}
