package io.millrace.extractor.tika;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.Optional;

/** What a file is read as, with the name that the node's errors give it (spec/04 §4). */
enum Format {
  TEXT("plain text"),
  MARKDOWN("plain text"),
  HTML("plain text"),
  JSON("JSON"),
  YAML("YAML"),
  CSV("CSV"),
  EXCEL("Excel file"),
  DOCX("DOCX"),
  DOC("DOC"),
  PDF("PDF"),
  PPT("PPT"),
  PPTX("PPTX"),
  EPUB("EPUB"),
  ODT("ODT"),
  EML("EML"),
  MSG("MSG"),
  VTT("VTT"),
  PROPERTIES("properties file"),
  /** A document that Dify does not read, recognised by its content. */
  OTHER("document");

  private static final Splitter WORDS = Splitter.on(' ');

  private static final ImmutableMap<String, Format> NODE_EXTENSIONS =
      words(
          "txt markdown md mdx html htm xml c h cpp hpp cc cxx c++ py js ts jsx tsx java php rb go"
              + " rs swift kt scala sh bash bat ps1 sql r m pl lua vim asm s css scss less sass ini"
              + " cfg conf toml env log vtt",
          TEXT,
          "json",
          JSON,
          "yaml yml",
          YAML,
          "csv",
          CSV,
          "xls xlsx",
          EXCEL,
          "docx",
          DOCX,
          "doc",
          DOC,
          "pdf",
          PDF,
          "ppt",
          PPT,
          "pptx",
          PPTX,
          "epub",
          EPUB,
          "odt",
          ODT,
          "eml",
          EML,
          "msg",
          MSG,
          "properties",
          PROPERTIES);

  private static final ImmutableMap<String, Format> NODE_TYPES =
      words(
          "text/plain text/html text/htm text/markdown text/xml",
          TEXT,
          "application/json",
          JSON,
          "application/x-yaml text/yaml",
          YAML,
          "text/csv",
          CSV,
          "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              + " application/vnd.ms-excel",
          EXCEL,
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
          DOCX,
          "application/msword",
          DOC,
          "application/pdf",
          PDF,
          "application/vnd.ms-powerpoint",
          PPT,
          "application/vnd.openxmlformats-officedocument.presentationml.presentation",
          PPTX,
          "application/epub+zip",
          EPUB,
          "application/vnd.oasis.opendocument.text",
          ODT,
          "message/rfc822",
          EML,
          "application/vnd.ms-outlook",
          MSG,
          "text/vtt",
          VTT,
          "text/properties",
          PROPERTIES);

  private static final ImmutableMap<String, Format> TOOL_EXTENSIONS =
      words(
          "cfg conf ini log rst text txt xml",
          TEXT,
          "md markdown mdx",
          MARKDOWN,
          "html htm",
          HTML,
          "json",
          JSON,
          "yaml yml",
          YAML,
          "csv",
          CSV,
          "xls xlsx",
          EXCEL,
          "docx",
          DOCX,
          "pdf",
          PDF,
          "pptx",
          PPTX);

  /** The extension that a MIME type stands for in {@code dify_extractor}. */
  private static final ImmutableMap<String, String> TOOL_TYPES =
      ImmutableMap.<String, String>builder()
          .put("application/pdf", "pdf")
          .put("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx")
          .put("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx")
          .put("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
          .put("application/vnd.ms-excel", "xls")
          .put("text/markdown", "md")
          .put("text/x-markdown", "md")
          .put("text/html", "html")
          .put("application/xhtml+xml", "html")
          .put("text/csv", "csv")
          .put("application/csv", "csv")
          .put("application/json", "json")
          .put("text/json", "json")
          .put("application/yaml", "yaml")
          .put("application/x-yaml", "yaml")
          .put("text/yaml", "yaml")
          .put("text/x-yaml", "yaml")
          .put("text/plain", "txt")
          .put("application/xml", "xml")
          .put("text/xml", "xml")
          .buildOrThrow();

  private final String nodeName;

  Format(String nodeName) {
    this.nodeName = nodeName;
  }

  private static ImmutableMap<String, Format> words(Object... wordsAndFormats) {
    ImmutableMap.Builder<String, Format> map = ImmutableMap.builder();
    for (int i = 0; i < wordsAndFormats.length; i += 2) {
      for (String word : WORDS.split((String) wordsAndFormats[i])) {
        map.put(word, (Format) wordsAndFormats[i + 1]);
      }
    }
    return map.buildOrThrow();
  }

  /** Returns the format of an extension as the node sees it: exactly, with the dot. */
  static Optional<Format> ofNodeExtension(String extension) {
    return extension.startsWith(".")
        ? Optional.ofNullable(NODE_EXTENSIONS.get(extension.substring(1)))
        : Optional.empty();
  }

  /** Returns the format of a MIME type as the node sees it: exactly, without parameters. */
  static Optional<Format> ofNodeType(String mimeType) {
    return Optional.ofNullable(NODE_TYPES.get(mimeType));
  }

  /** Returns the format of an extension as the tool sees it: without the dot. */
  static Optional<Format> ofToolExtension(String extension) {
    return Optional.ofNullable(TOOL_EXTENSIONS.get(extension));
  }

  /** Returns the extension that a bare MIME type stands for in the tool. */
  static Optional<String> toolExtensionOf(String mimeType) {
    return Optional.ofNullable(TOOL_TYPES.get(mimeType));
  }

  /** Returns whether the tool takes a bare MIME type of no known extension for plain text. */
  static boolean isToolText(String mimeType) {
    String type = mimeType.toLowerCase(Locale.ROOT);
    return type.startsWith("text/")
        || type.equals("application/toml")
        || type.equals("application/x-ndjson")
        || type.equals("application/ndjson");
  }

  /** Returns the name in {@code Failed to extract text from <name>}. */
  String nodeName() {
    return nodeName;
  }
}
