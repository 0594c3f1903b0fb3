package io.millrace.testkit.fake;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import java.util.List;
import java.util.Set;

/**
 * A reranking model without a network: a text's score is the share of the question's words that it
 * holds, from 0 to 1.
 *
 * @since 0.1
 */
public final class SharedWordsReranker implements RerankModel {
  private final ModelId id;

  /** Makes a model that goes by this name. */
  public SharedWordsReranker(ModelId id) {
    this.id = requireNonNull(id, "id");
  }

  @Override
  public ModelId id() {
    return id;
  }

  @Override
  public List<Double> score(String query, List<String> texts) {
    Set<String> asked = Set.copyOf(Words.of(query));
    return texts.stream()
        .map(
            text -> {
              Set<String> words = Set.copyOf(Words.of(text));
              long shared = asked.stream().filter(words::contains).count();
              return asked.isEmpty() ? 0.0 : (double) shared / asked.size();
            })
        .collect(ImmutableList.toImmutableList());
  }
}
