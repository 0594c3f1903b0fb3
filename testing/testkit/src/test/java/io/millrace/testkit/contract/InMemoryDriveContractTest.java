package io.millrace.testkit.contract;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.file.FileRef;
import io.millrace.testkit.fake.InMemoryDrive;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

class InMemoryDriveContractTest extends OnlineDriveContract {
  private final AtomicInteger taken = new AtomicInteger();
  private final InMemoryDrive drive =
      new InMemoryDrive("drive").file("a/1.md", "1").file("a/2.md", "2").file("a/b/3.md", "3");

  @Override
  protected DatasourceProvider provider() {
    return drive;
  }

  @Override
  protected OnlineDriveDatasource open() {
    return Planted.in(
        OnlineDriveDatasource.class,
        new Counting((OnlineDriveDatasource) drive.open(context()), taken));
  }

  @Override
  protected DatasourceItem.DriveFile folder() {
    return InMemoryDrive.item("a/");
  }

  @Override
  protected DatasourceItem.DriveFile unknownFile() {
    return InMemoryDrive.item("a/none.md");
  }

  @Override
  protected Optional<DatasourceItem.DriveFile> unknownFolder() {
    return Optional.of(InMemoryDrive.item("none/"));
  }

  @Override
  protected OptionalInt requests() {
    return OptionalInt.of(taken.get());
  }

  private record Counting(OnlineDriveDatasource drive, AtomicInteger taken)
      implements OnlineDriveDatasource {
    @Override
    public Listing browse(BrowseRequest request) {
      return drive.browse(request);
    }

    @Override
    public Stream<DatasourceItem.DriveFile> expand(DatasourceItem.DriveFile item) {
      return drive.expand(item).peek(file -> taken.incrementAndGet());
    }

    @Override
    public FileRef download(DatasourceItem.DriveFile item) {
      return drive.download(item);
    }
  }
}
