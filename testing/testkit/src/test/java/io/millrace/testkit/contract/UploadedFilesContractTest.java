package io.millrace.testkit.contract;

import io.millrace.datasource.DatasourceItem;
import io.millrace.datasource.DatasourceProvider;
import io.millrace.datasource.LocalFileDatasource;
import io.millrace.file.NewFile;
import io.millrace.testkit.fake.UploadedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

class UploadedFilesContractTest extends LocalFileContract {
  @Override
  protected DatasourceProvider provider() {
    return new UploadedFiles();
  }

  @Override
  protected LocalFileDatasource open() {
    return Planted.in(
        LocalFileDatasource.class, (LocalFileDatasource) new UploadedFiles().open(context()));
  }

  @Override
  protected DatasourceItem.LocalFile goodItem() throws IOException {
    String reference =
        String.valueOf(
            files()
                .save(NewFile.upload("a.md", null), new ByteArrayInputStream(new byte[] {'a'}))
                .reference());
    return new DatasourceItem.LocalFile(reference, "a.md", Map.of());
  }

  @Override
  protected DatasourceItem.LocalFile badItem() {
    return new DatasourceItem.LocalFile("no-upload", "a.md", Map.of());
  }
}
