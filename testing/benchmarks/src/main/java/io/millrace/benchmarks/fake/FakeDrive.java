package io.millrace.benchmarks.fake;

import com.google.common.collect.ImmutableList;
import io.millrace.datasource.Datasource;
import io.millrace.datasource.DatasourceContext;
import io.millrace.datasource.DatasourceItem.DriveFile;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.DatasourceType;
import io.millrace.datasource.OnlineDriveDatasource;
import io.millrace.file.FileRef;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A drive with one folder of numbered files, which nobody ever downloads. */
public final class FakeDrive implements DatasourceProvider {
  private final int files;

  public FakeDrive(int files) {
    this.files = files;
  }

  /** Returns the entry of the folder, for a request. */
  public static Map<String, Object> folder() {
    return Map.of("id", "all", "name", "all", "type", "folder");
  }

  @Override
  public String id() {
    return "drive";
  }

  @Override
  public DatasourceType type() {
    return DatasourceType.ONLINE_DRIVE;
  }

  @Override
  public Datasource open(DatasourceContext context) {
    return new Drive(files);
  }

  private record Drive(int files) implements OnlineDriveDatasource {
    @Override
    public Listing browse(BrowseRequest request) {
      return new Listing(null, ImmutableList.of(), null);
    }

    @Override
    public Stream<DriveFile> expand(DriveFile item) {
      if (!item.folder()) {
        return Stream.of(item);
      }
      return IntStream.range(0, files)
          .mapToObj(Integer::toString)
          .map(id -> new DriveFile(id, false, null, id, Map.of("id", id, "type", "file")));
    }

    @Override
    public FileRef download(DriveFile item) {
      return FileRef.stored(item.id(), item.name(), "text/plain", 0);
    }
  }
}
