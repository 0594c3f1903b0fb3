package io.millrace.server.api;

import com.fasterxml.jackson.core.type.TypeReference;
import io.millrace.error.MillraceException;
import io.millrace.server.http.ApiException;
import io.millrace.server.http.Json;
import io.millrace.server.state.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tags of all workspaces: {@code <store>/server/tags.json}, or memory. */
public final class TagStore {
  private static final int MOST = 10_000;
  private static final TypeReference<List<Tag>> LIST = new TypeReference<>() {};

  private final @Nullable StateFile file;
  private List<Tag> tags;

  /** A tag of a workspace. */
  record Tag(String id, String name, String workspace) {}

  /**
   * Opens the tags of a server's directory.
   *
   * @param directory or {@code null} for memory
   */
  public TagStore(@Nullable Path directory) {
    this.file =
        directory == null ? null : new StateFile(directory.resolve("server").resolve("tags.json"));
    this.tags = file == null ? List.of() : file.read().map(TagStore::parse).orElse(List.of());
  }

  synchronized List<Tag> list(String workspace) {
    return tags.stream().filter(tag -> tag.workspace().equals(workspace)).toList();
  }

  synchronized Optional<Tag> find(String workspace, String id) {
    return list(workspace).stream().filter(tag -> tag.id().equals(id)).findAny();
  }

  synchronized Tag create(String workspace, String name) {
    refuseTaken(workspace, name);
    Tag tag = new Tag(UUID.randomUUID().toString(), name, workspace);
    change(
        list -> {
          if (list.size() >= MOST) {
            throw ApiException.invalidParam("There are %d tags, the most".formatted(MOST));
          }
          list.add(tag);
        });
    return tag;
  }

  synchronized Tag rename(String workspace, String id, String name) {
    Tag before = known(workspace, id);
    if (!before.name().equals(name)) {
      refuseTaken(workspace, name);
    }
    Tag after = new Tag(id, name, workspace);
    change(list -> list.replaceAll(tag -> tag.id().equals(id) ? after : tag));
    return after;
  }

  synchronized void delete(String workspace, String id) {
    Tag gone = known(workspace, id);
    change(list -> list.remove(gone));
  }

  private Tag known(String workspace, String id) {
    return find(workspace, id).orElseThrow(() -> ApiException.notFound("Tag not found"));
  }

  private void refuseTaken(String workspace, String name) {
    if (list(workspace).stream().anyMatch(tag -> tag.name().equals(name))) {
      throw ApiException.invalidParam("Tag name already exists");
    }
  }

  private void change(Consumer<List<Tag>> change) {
    List<Tag> changed = new ArrayList<>(tags);
    change.accept(changed);
    if (file != null) {
      file.update(before -> Json.write(changed));
    }
    tags = List.copyOf(changed);
  }

  private static List<Tag> parse(byte[] json) {
    try {
      return Json.MAPPER.readValue(json, LIST);
    } catch (IOException e) {
      throw new MillraceException(
          "The store's server/tags.json is damaged. Restore it, or remove it", e);
    }
  }
}
