package io.millrace.render.playwright;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.millrace.datasource.RenderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a browser keeps its profile, so that nothing of it is left when it is killed. */
record TempFolder(Path path) {
  private static final Logger log = LoggerFactory.getLogger(TempFolder.class);

  static TempFolder make() {
    try {
      return new TempFolder(Files.createTempDirectory("millrace-browser"));
    } catch (IOException e) {
      throw RenderException.failed(
          "No temporary folder for the browser can be made: " + e.getMessage(), e);
    }
  }

  void delete() {
    try {
      if (Files.exists(path)) {
        MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    } catch (IOException e) {
      log.debug("{} cannot be deleted", path, e);
    }
  }
}
