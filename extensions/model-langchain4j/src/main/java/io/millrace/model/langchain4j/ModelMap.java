package io.millrace.model.langchain4j;

import io.millrace.model.ModelId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Models by the names of pipeline files. A name may be {@code *}: it stands for every name of its
 * provider that is not mapped, and with an empty provider for every other.
 *
 * @param <S> how a model is set up
 * @param <M> the model
 */
final class ModelMap<S, M> {
  static final String ANY = "*";

  private final Map<ModelId, S> settings;
  private final BiFunction<ModelId, S, M> factory;
  private final Map<ModelId, M> made = new ConcurrentHashMap<>();

  ModelMap(Map<ModelId, S> settings, BiFunction<ModelId, S, M> factory) {
    this.settings = new LinkedHashMap<>(settings);
    this.factory = factory;
  }

  Optional<M> model(ModelId id) {
    S found = settings.get(id);
    if (found == null) {
      found = settings.get(new ModelId(id.provider(), ANY));
    }
    if (found == null) {
      found = settings.get(new ModelId("", ANY));
    }
    S setUp = found;
    return setUp == null
        ? Optional.empty()
        : Optional.of(made.computeIfAbsent(id, name -> factory.apply(name, setUp)));
  }
}
