package io.millrace.extractor.tika;

import io.millrace.extractor.ExtractionException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Looks at an office file before its reader does. */
final class Office {
  private Office() {}

  /**
   * Returns the file, when it is a zip file within the limits.
   *
   * @param extension what it should be, such as {@code .docx}
   * @param old what it may be instead, such as {@code .doc}
   */
  static Path zipped(Input input, String extension, String old) throws IOException {
    Path path = input.path();
    if (Files.size(path) == 0) {
      throw Flaw.of(Reason.EMPTY, "is empty");
    } else if (isOle(path) && isEncrypted(path)) {
      throw Flaw.of(
          Reason.ENCRYPTED, notValid(extension, old) + ". It is encrypted and needs a password");
    }
    try {
      ArchiveGuard.check(path, input.limits());
    } catch (ZipException e) {
      throw Flaw.of(Reason.MALFORMED, notValid(extension, old), e);
    }
    return path;
  }

  private static String notValid(String extension, String old) {
    return ("is not a valid %s file. It may be corrupted or use an incompatible format"
            + " (for example, old binary %s instead of %s)")
        .formatted(extension, old, extension);
  }

  /** Returns whether the file is of the old binary kind, or an encrypted one of the new. */
  static boolean isOle(Path path) throws IOException {
    return startsWith(path, 0xD0, 0xCF, 0x11, 0xE0);
  }

  static boolean isZip(Path path) throws IOException {
    return startsWith(path, 'P', 'K', 3, 4);
  }

  private static boolean startsWith(Path path, int... magic) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      for (int expected : magic) {
        if (in.read() != expected) {
          return false;
        }
      }
      return true;
    }
  }

  private static boolean isEncrypted(Path path) {
    try (POIFSFileSystem file = new POIFSFileSystem(path.toFile(), true)) {
      return file.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
    } catch (IOException | RuntimeException e) {
      return false; // damaged as well: what is said of it then is right
    }
  }
}
