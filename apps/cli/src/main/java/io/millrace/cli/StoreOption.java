package io.millrace.cli;

import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where knowledge bases are kept; shared by the commands that use them. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = ".millrace",
      converter = Directory.class,
      description =
          "Directory of the knowledge bases; made when missing (default: ${DEFAULT-VALUE}).")
  Path directory = Path.of(".millrace");

  /** An empty path would be the working directory, which nobody means. */
  static final class Directory implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (value.isEmpty()) {
        throw new TypeConversionException("it is empty; a variable of the shell may not be set");
      }
      return Path.of(value);
    }
  }
}
