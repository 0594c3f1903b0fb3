package io.millrace.knowledge;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a draft run shows in place of storing (spec/04 §3).
 *
 * @param structure the shape of the chunks
 * @param parentMode for {@code hierarchical_model}, else {@code null}
 * @param items the chunks, in order
 * @since 0.1
 */
public record Preview(
    ChunkStructure structure, @Nullable String parentMode, ImmutableList<Item> items) {
  public Preview {
    requireNonNull(structure, "structure");
    requireNonNull(items, "items");
  }

  /**
   * One chunk.
   *
   * @param content the text; for {@code qa_model} the question
   * @param answer for {@code qa_model}, else {@code null}
   * @param children for {@code hierarchical_model}, else empty
   * @param summary what a model made of the text, or {@code null}
   */
  public record Item(
      String content,
      @Nullable String answer,
      ImmutableList<String> children,
      @Nullable String summary) {
    public Item {
      requireNonNull(content, "content");
      requireNonNull(children, "children");
    }
  }

  /** Returns the same with the summaries of those texts that have one. */
  public Preview withSummaries(Map<String, String> byText) {
    return new Preview(
        structure,
        parentMode,
        items.stream()
            .map(
                item ->
                    new Item(
                        item.content(), item.answer(), item.children(), byText.get(item.content())))
            .collect(ImmutableList.toImmutableList()));
  }

  /** Returns the node's output in Dify's form, without absent members. */
  public Map<String, Object> toMap() {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("chunk_structure", structure.wireName());
    if (parentMode != null) {
      output.put("parent_mode", parentMode);
    }
    List<Object> list = new ArrayList<>(items.size());
    items.forEach(item -> list.add(toMap(item)));
    boolean qa = structure == ChunkStructure.QA_MODEL;
    output.put("preview", qa ? List.of() : list);
    output.put("total_segments", (long) items.size());
    output.put("qa_preview", qa ? list : List.of());
    return output;
  }

  private Map<String, Object> toMap(Item item) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (structure == ChunkStructure.QA_MODEL) {
      map.put("question", item.content());
      map.put("answer", item.answer() == null ? "" : item.answer());
      return map;
    }
    map.put("content", item.content());
    if (structure == ChunkStructure.HIERARCHICAL_MODEL) {
      map.put("child_chunks", item.children());
    }
    if (item.summary() != null) {
      map.put("summary", item.summary());
    }
    return map;
  }
}
