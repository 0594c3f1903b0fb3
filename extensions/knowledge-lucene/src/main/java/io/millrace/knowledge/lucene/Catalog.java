package io.millrace.knowledge.lucene;

import static java.util.Comparator.comparing;

import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which knowledge bases there are, one directory each. A directory appears and goes in one rename;
 * names with a leading dot are on their way in or out, and swept when the store opens.
 */
final class Catalog {
  private static final String SETTINGS = "knowledge-base.json";
  private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path bases;
  private final Map<String, KnowledgeBase> byId = new HashMap<>();

  private Catalog(Path bases) {
    this.bases = bases;
  }

  static Catalog load(Path bases) throws IOException {
    Catalog catalog = new Catalog(bases);
    List<Path> directories;
    try (Stream<Path> entries = Files.list(bases)) {
      directories = entries.toList();
    }
    for (Path directory : directories) {
      if (String.valueOf(directory.getFileName()).startsWith(".")) {
        StoreFiles.deleteTree(directory);
      } else {
        KnowledgeBase base =
            KnowledgeBaseJson.read(Files.readAllBytes(directory.resolve(SETTINGS)));
        catalog.byId.put(base.id(), base);
      }
    }
    return catalog;
  }

  synchronized Optional<KnowledgeBase> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  synchronized Optional<KnowledgeBase> findByName(String name) {
    return byId.values().stream().filter(base -> base.name().equals(name)).findAny();
  }

  synchronized List<KnowledgeBase> list() {
    return byId.values().stream()
        .sorted(comparing(KnowledgeBase::createdAt).thenComparing(KnowledgeBase::id))
        .toList();
  }

  Path indexOf(String id) {
    return bases.resolve(id).resolve("index");
  }

  synchronized void create(KnowledgeBase base) throws IOException {
    if (!SAFE_ID.matcher(base.id()).matches()) {
      throw new KnowledgeException(
          "'%s' cannot be the id of a knowledge base. Use a UUID, or up to 100 letters, digits, '.', '_' and '-'."
              .formatted(base.id()));
    }
    if (byId.containsKey(base.id())) {
      throw new KnowledgeException("There is a knowledge base with the id " + base.id());
    }
    refuseTakenName(base);
    Path fresh = bases.resolve(".new-" + UUID.randomUUID());
    Files.createDirectory(fresh);
    StoreFiles.replace(fresh.resolve(SETTINGS), KnowledgeBaseJson.write(base));
    StoreFiles.rename(fresh, bases.resolve(base.id()));
    byId.put(base.id(), base);
  }

  synchronized void update(KnowledgeBase base) throws IOException {
    if (!byId.containsKey(base.id())) {
      throw new KnowledgeException("There is no knowledge base with the id " + base.id());
    }
    refuseTakenName(base);
    StoreFiles.replace(bases.resolve(base.id()).resolve(SETTINGS), KnowledgeBaseJson.write(base));
    byId.put(base.id(), base);
  }

  /** Removes a knowledge base for good; its files go afterwards. */
  synchronized void delete(String id) throws IOException {
    Path gone = bases.resolve(".gone-" + UUID.randomUUID());
    StoreFiles.rename(bases.resolve(id), gone);
    byId.remove(id);
    StoreFiles.deleteTree(gone);
  }

  private void refuseTakenName(KnowledgeBase base) {
    findByName(base.name())
        .filter(other -> !other.id().equals(base.id()))
        .ifPresent(
            other -> {
              throw new KnowledgeException(
                  "The name '%s' is taken by the knowledge base %s. Choose another."
                      .formatted(base.name(), other.id()));
            });
  }
}
