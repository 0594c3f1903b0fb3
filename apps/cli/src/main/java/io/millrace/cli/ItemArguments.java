package io.millrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.RunRequest;
import io.millrace.datasource.DatasourceType;
import io.millrace.pipeline.Pipeline;
import io.millrace.pipeline.PipelineNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the arguments of {@code run} mean, by the type of datasource the run starts at. */
final class ItemArguments {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[{\\\\]");
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://");

  private ItemArguments() {}

  /**
   * Returns the type of the node to start at; without one, the only type there is, else local
   * files.
   */
  static DatasourceType typeOf(Pipeline pipeline, @Nullable String startNode) {
    List<DatasourceType> types =
        pipeline.datasourceNodes().stream()
            .filter(node -> startNode == null || node.id().equals(startNode))
            .flatMap(ItemArguments::type)
            .distinct()
            .toList();
    return types.size() == 1 ? types.get(0) : DatasourceType.LOCAL_FILE;
  }

  private static Stream<DatasourceType> type(PipelineNode node) {
    return Stream.of(DatasourceType.values())
        .filter(type -> type.wireName().equals(node.data().get("provider_type")));
  }

  static void add(RunRequest.Builder request, DatasourceType type, String argument) {
    switch (type) {
      case LOCAL_FILE -> request.file(path(argument));
      case WEBSITE_CRAWL -> request.entry(Map.of("url", argument));
      case ONLINE_DOCUMENT -> request.entry(document(argument));
      case ONLINE_DRIVE -> request.entry(driveItem(argument));
    }
  }

  private static Path path(String argument) {
    if (ADDRESS.matcher(argument).lookingAt()) {
      throw new BadInputException(
          "'%s' is an address, and this run starts at a datasource of files. Name a file, or choose another datasource with --start"
              .formatted(argument));
    }
    return Path.of(argument);
  }

  /**
   * Returns what must be allowed to read local files by an argument; of a glob, where it begins.
   */
  static Path root(String argument) {
    Path path = Path.of(argument);
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return path;
    }
    Path folder = path.isAbsolute() ? path.getRoot() : Path.of("");
    for (Path name : path) {
      if (WILDCARD.matcher(name.toString()).find()) {
        return folder;
      }
      folder = folder.resolve(name);
    }
    return path;
  }

  /** {@code ID}, a page's address, or {@code database:ID}. */
  private static Map<String, Object> document(String argument) {
    String prefix = "database:";
    boolean database = argument.startsWith(prefix);
    String id = database ? argument.substring(prefix.length()) : argument;
    return Map.of(
        "workspace_id",
        "",
        "page",
        Map.of("page_id", id, "type", database ? "database" : "page", "page_name", id));
  }

  /** {@code ID} or {@code scheme://BUCKET/ID}; a folder's ends with a slash. */
  private static Map<String, Object> driveItem(String argument) {
    Map<String, Object> entry = new LinkedHashMap<>();
    String id = argument;
    int scheme = argument.indexOf("://");
    if (scheme > 0) {
      String rest = argument.substring(scheme + 3);
      int slash = rest.indexOf('/');
      entry.put("bucket", slash < 0 ? rest : rest.substring(0, slash));
      id = slash < 0 ? "" : rest.substring(slash + 1);
    }
    boolean folder = id.isEmpty() || id.endsWith("/");
    entry.put("id", id);
    entry.put("type", folder ? "folder" : "file");
    String path = folder && !id.isEmpty() ? id.substring(0, id.length() - 1) : id;
    entry.put("name", path.substring(path.lastIndexOf('/') + 1));
    return entry;
  }

  /**
   * Adds the items of a file: JSON objects, one a line, in the form of {@code
   * datasource_info_list}.
   *
   * @param file the file, or {@code -} for standard input
   */
  static void addAll(RunRequest.Builder request, String file) throws IOException {
    try (BufferedReader lines = new BufferedReader(open(file))) {
      String line;
      for (int number = 1; (line = lines.readLine()) != null; number++) {
        if (!line.isBlank()) {
          request.entry(parse(file, number, line));
        }
      }
    }
  }

  private static Reader open(String file) throws IOException {
    if (file.equals("-")) {
      return new InputStreamReader(System.in, StandardCharsets.UTF_8);
    } else if (!Files.isRegularFile(Path.of(file))) {
      throw new BadInputException("--items: there is no file '%s'".formatted(file));
    }
    return Files.newBufferedReader(Path.of(file));
  }

  @SuppressWarnings("unchecked") // JSON objects have text keys
  private static Map<String, Object> parse(String file, int number, String line) {
    try {
      return JSON.readValue(line, Map.class);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          "--items: line %d of '%s' is not a JSON object: %s"
              .formatted(number, file, e.getOriginalMessage()));
    }
  }
}
