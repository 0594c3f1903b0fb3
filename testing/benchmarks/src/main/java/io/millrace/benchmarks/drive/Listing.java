package io.millrace.benchmarks.drive;

import io.millrace.benchmarks.harness.ChildJvm;
import io.millrace.datasource.DatasourceItem;
import io.millrace.file.InMemoryFileStore;
import java.util.Iterator;
import java.util.stream.Stream;

/** Finds every file of a bucket. Arguments: the store's address, and how many there are. */
final class Listing {
  private Listing() {}

  public static void main(String[] arguments) {
    int expected = Integer.parseInt(arguments[1]);
    try (OpenedDrive drive = new OpenedDrive(arguments[0], new InMemoryFileStore());
        Stream<DatasourceItem.DriveFile> files = drive.below("")) {
      long begin = System.nanoTime();
      Iterator<DatasourceItem.DriveFile> all = files.iterator();
      all.next();
      ChildJvm.say("first", (System.nanoTime() - begin) / 1e9);
      long count = 1;
      for (; all.hasNext(); all.next()) {
        count++;
      }
      ChildJvm.say("seconds", (System.nanoTime() - begin) / 1e9);
      if (count != expected) {
        throw new IllegalStateException(count + " of " + expected + " keys were listed");
      }
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      ChildJvm.say("held", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    }
  }
}
