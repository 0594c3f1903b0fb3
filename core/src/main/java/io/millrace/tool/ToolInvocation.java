package io.millrace.tool;

import static java.util.Objects.requireNonNull;

import io.millrace.extractor.DocumentExtractor;
import io.millrace.file.FileSource;
import io.millrace.file.FileStore;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool.
 *
 * @param parameters values by name, already cast to the declared types; a parameter may be absent
 *     or {@code null}. Values are those of {@link io.millrace.variable.Value}
 * @param services what the engine lends to the tool
 * @since 0.1
 */
public record ToolInvocation(Map<String, @Nullable Object> parameters, Services services) {
  public ToolInvocation {
    requireNonNull(parameters, "parameters");
    requireNonNull(services, "services");
  }

  /** Returns a parameter's value, or {@code null} when absent or null. */
  public @Nullable Object parameter(String name) {
    return parameters.get(name);
  }

  /**
   * What the engine lends to a tool.
   *
   * @param files opens the files that parameters refer to
   * @param store keeps files that the tool makes
   * @param extractor gets text out of files, when a module that does so is installed
   */
  public record Services(FileSource files, FileStore store, Optional<DocumentExtractor> extractor) {

    /**
     * Returns the extractor.
     *
     * @throws ToolException if none is installed; the message says which module has one
     */
    public DocumentExtractor requireExtractor() {
      return extractor.orElseThrow(
          () ->
              new ToolException(
                  "No document extractor is installed. Add the module millrace-extractor-tika to"
                      + " the class path, or pass a DocumentExtractor to the engine's builder."));
    }
  }
}
