package io.millrace.benchmarks.drive;

import java.net.URI;
import java.nio.file.Path;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;
import software.amazon.awssdk.transfer.s3.model.CompletedDirectoryDownload;

/** The AWS SDK's transfer manager over its native client, as its manual recommends. */
final class TransferManagerReading extends Reading {
  private final String endpoint;

  private TransferManagerReading(String endpoint) {
    this.endpoint = endpoint;
  }

  public static void main(String[] arguments) throws Exception {
    new TransferManagerReading(arguments[0]).measure(arguments);
  }

  @Override
  void read(String prefix, Path folder) {
    try (S3AsyncClient client =
            S3AsyncClient.crtBuilder()
                .endpointOverride(URI.create(endpoint))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(ObjectStore.credentials())
                .maxConcurrency(AT_ONCE)
                .build();
        S3TransferManager manager = S3TransferManager.builder().s3Client(client).build()) {
      CompletedDirectoryDownload done =
          manager
              .downloadDirectory(
                  request ->
                      request
                          .bucket(ObjectStore.BUCKET)
                          .destination(folder)
                          .listObjectsV2RequestTransformer(list -> list.prefix(prefix)))
              .completionFuture()
              .join();
      if (!done.failedTransfers().isEmpty()) {
        throw new IllegalStateException(done.failedTransfers().get(0).toString());
      }
    }
  }
}
