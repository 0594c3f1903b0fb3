package io.millrace.modulepath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our modules as named modules: their jars, and the libraries of core, on the module path, and the
 * heavy libraries of plugins beside it.
 */
@Timeout(600)
class ModulePathTest {
  private static final Pattern NAME = Pattern.compile("<module.name>([^<]+)</module.name>");
  private static final Pattern OF_CORE =
      Pattern.compile(
          "(guava|failureaccess|jackson-(core|databind|annotations)|snakeyaml|slf4j-api|jspecify"
              + "|error_prone_annotations)-[0-9].*\\.jar");

  @Test
  void pluginsAreFoundInNamedModules(@TempDir Path folder) throws Exception {
    List<Path> modulePath = new ArrayList<>();
    List<Path> classPath = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      String module = path.endsWith("classes") ? moduleOf(path) : null;
      if (module != null) {
        names.add(module);
        modulePath.add(jar(folder, module, path));
      } else if (OF_CORE.matcher(new File(entry).getName()).matches()) {
        modulePath.add(path);
      } else {
        classPath.add(path);
      }
    }
    assertThat(names).contains("io.millrace").hasSizeGreaterThan(9).doesNotHaveDuplicates();

    String printed = run(joined(modulePath), joined(classPath));

    assertThat(printed)
        .contains("engine in io.millrace\n")
        .contains("file in io.millrace.datasource.local\n")
        .contains("notion_datasource in io.millrace.datasource.notion\n")
        .contains("io.millrace.knowledge.lucene.LuceneKnowledgeStoreProvider")
        .contains("io.millrace.extractor.tika.TikaDocumentExtractor");
  }

  @Test
  void everyModuleHasAStableNameOfItsOwn() throws IOException {
    Map<String, String> modules = new TreeMap<>();
    Path root = root();
    Matcher listed =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(root.resolve("pom.xml")));
    while (listed.find()) {
      String pom = Files.readString(root.resolve(listed.group(1)).resolve("pom.xml"));
      if (pom.contains("<artifactId>millrace-parent</artifactId>")) {
        Matcher name = NAME.matcher(pom);
        modules.put(listed.group(1), name.find() ? name.group(1) : "none");
      }
    }

    assertThat(modules.values())
        .hasSizeGreaterThan(15)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(name).startsWith("io.millrace"));
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(folder.resolve("core/src"))) {
      folder = Objects.requireNonNull(folder.getParent(), "run the tests in the repository");
    }
    return folder;
  }

  /** Returns the name of the module whose classes these are, or {@code null} if it has none. */
  private static @Nullable String moduleOf(Path classes) throws IOException {
    Path module = classes.resolve("../..").normalize();
    if (module.endsWith("core-tests")) {
      return null;
    }
    Matcher name = NAME.matcher(Files.readString(module.resolve("pom.xml")));
    return name.find() ? name.group(1) : null;
  }

  private static Path jar(Path folder, String module, Path classes) throws IOException {
    Path jar = folder.resolve(module + ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        entries.putNextEntry(new JarEntry(name));
        Files.copy(file, entries);
        entries.closeEntry();
      }
    }
    return jar;
  }

  private static String joined(List<Path> paths) {
    return String.join(File.pathSeparator, paths.stream().map(Path::toString).toList());
  }

  private static String run(String modulePath, String classPath) throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath,
                "--add-modules",
                "ALL-MODULE-PATH",
                "-cp",
                classPath,
                ModulePathProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String printed = new String(program.getInputStream().readAllBytes(), UTF_8);
      assertThat(program.waitFor(2, TimeUnit.MINUTES)).as(printed).isTrue();
      assertThat(program.exitValue()).as(printed).isZero();
      return printed;
    } finally {
      program.destroyForcibly();
    }
  }
}
