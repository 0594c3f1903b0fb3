package io.millrace.knowledge;

import com.google.common.collect.ImmutableList;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Reads the value of a chunk variable in the shapes of spec/06 §3. */
final class ChunkReader {
  private static final String PARENT_MODE = "parent_mode";

  private ChunkReader() {}

  /**
   * Returns the chunks.
   *
   * @throws KnowledgeException if there are none, or the value has another shape
   */
  static Chunks read(ChunkStructure structure, @Nullable Object value) {
    if (value == null || isFalsy(value)) {
      throw new KnowledgeException("Chunks is required.");
    }
    Chunks chunks =
        switch (structure) {
          case TEXT_MODEL -> texts(value);
          case HIERARCHICAL_MODEL -> parents(value);
          case QA_MODEL -> pairs(value);
        };
    if (chunks.list().isEmpty()) {
      throw new KnowledgeException(
          "Chunks is required. The chunk variable holds only blank chunks.");
    }
    return chunks;
  }

  private static boolean isFalsy(Object value) {
    return "".equals(value)
        || Boolean.FALSE.equals(value)
        || (value instanceof Number number && number.doubleValue() == 0)
        || BigInteger.ZERO.equals(value)
        || (value instanceof List<?> list && list.isEmpty())
        || (value instanceof Map<?, ?> map && map.isEmpty());
  }

  private static Chunks texts(Object value) {
    if (value instanceof Map<?, ?> map && map.get("general_chunks") instanceof List<?> list) {
      return new Chunks(
          null,
          each(
              list,
              "general_chunks",
              (path, item) -> {
                Map<?, ?> chunk = map(item, path);
                return new Chunk(
                    string(chunk, "content", path),
                    null,
                    ImmutableList.of(),
                    ChunkFiles.listed(chunk, path));
              }));
    }
    if (!(value instanceof List<?> list)) {
      throw new KnowledgeException(
          "Chunks is not a list. A text_model knowledge base takes a list of strings, or an object"
              + " with general_chunks, but got "
              + kind(value));
    }
    return new Chunks(
        null,
        each(
            list,
            "chunks",
            (path, item) -> {
              if (item instanceof String content) {
                return text(content);
              }
              throw new KnowledgeException(path + " must be a string, but is " + kind(item));
            }));
  }

  private static Chunks parents(Object value) {
    Map<?, ?> map = map(value, "chunks");
    Object mode = map.get(PARENT_MODE);
    return new Chunks(
        mode instanceof String given && !given.isEmpty() ? given : "paragraph",
        each(
            list(map, "parent_child_chunks"),
            "parent_child_chunks",
            (path, item) -> {
              Map<?, ?> parent = map(item, path);
              return new Chunk(
                  string(parent, "parent_content", path),
                  null,
                  children(parent, path),
                  ChunkFiles.listed(parent, path));
            }));
  }

  private static ImmutableList<String> children(Map<?, ?> parent, String path) {
    ImmutableList.Builder<String> children = ImmutableList.builder();
    for (Object child : list(parent, "child_contents")) {
      if (!(child instanceof String content)) {
        throw new KnowledgeException(
            path + ".child_contents must hold strings, but holds " + kind(child));
      }
      if (!Chunk.isBlank(content)) {
        children.add(content);
      }
    }
    return children.build();
  }

  private static Chunks pairs(Object value) {
    return new Chunks(
        null,
        each(
            list(map(value, "chunks"), "qa_chunks"),
            "qa_chunks",
            (path, item) -> {
              Map<?, ?> pair = map(item, path);
              return new Chunk(
                  string(pair, "question", path), string(pair, "answer", path), ImmutableList.of());
            }));
  }

  private static ImmutableList<Chunk> each(
      List<?> list, String name, BiFunction<String, @Nullable Object, Chunk> read) {
    ImmutableList.Builder<Chunk> chunks = ImmutableList.builderWithExpectedSize(list.size());
    for (int i = 0; i < list.size(); i++) {
      Chunk chunk = read.apply(name + "[" + i + "]", list.get(i));
      if (!chunk.isBlank()) {
        chunks.add(chunk);
      }
    }
    return chunks.build();
  }

  private static Chunk text(String content) {
    return new Chunk(content, null, ImmutableList.of());
  }

  private static Map<?, ?> map(@Nullable Object value, String path) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new KnowledgeException(path + " must be an object, but is " + kind(value));
  }

  private static List<?> list(Map<?, ?> map, String key) {
    if (map.get(key) instanceof List<?> list) {
      return list;
    }
    throw new KnowledgeException(
        "Chunks must have a list " + key + ", but it is " + kind(map.get(key)));
  }

  private static String string(Map<?, ?> map, String key, String path) {
    if (map.get(key) instanceof String text) {
      return text;
    }
    throw new KnowledgeException(
        path + "." + key + " must be a string, but is " + kind(map.get(key)));
  }

  private static String kind(@Nullable Object value) {
    if (value == null) {
      return "missing";
    } else if (value instanceof String) {
      return "a string";
    } else if (value instanceof Map) {
      return "an object";
    } else if (value instanceof List) {
      return "a list";
    }
    return value instanceof Number ? "a number" : "a " + value.getClass().getSimpleName();
  }
}
