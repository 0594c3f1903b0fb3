package io.millrace.benchmarks.drive;

import io.millrace.datasource.DatasourceItem;
import io.millrace.file.DirectoryFileStore;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Our drive: listed and read, into plain files or, with a fifth argument, as the engine does. */
final class OurReading extends Reading {
  private final String endpoint;
  private final boolean durable;

  private OurReading(String endpoint, boolean durable) {
    this.endpoint = endpoint;
    this.durable = durable;
  }

  public static void main(String[] arguments) throws Exception {
    new OurReading(arguments[0], arguments.length > 4).measure(arguments);
  }

  @Override
  void read(String prefix, Path folder) throws Exception {
    try (OpenedDrive drive =
            new OpenedDrive(
                endpoint, durable ? DirectoryFileStore.in(folder) : new PlainFiles(folder));
        Stream<DatasourceItem.DriveFile> files = drive.below(prefix)) {
      Workers.all(files.iterator(), drive::download);
    }
  }
}
