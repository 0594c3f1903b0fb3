package io.millrace.knowledge.lucene;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.Hit;
import io.millrace.knowledge.KnowledgeBase.VectorModel;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.NewVersion.NewSegment;
import io.millrace.knowledge.PageRequest;
import io.millrace.knowledge.SearchScope;
import io.millrace.model.ModelId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorSearchTest {
  private static final int DIMENSION = 24;
  private static final int VECTORS = 3 * ThresholdHnswVectorsFormat.GRAPH_FROM;
  private static final int A_DOCUMENT = 400;
  private static final int WIDE = 200;
  private static final SearchScope ALL = new SearchScope("kb", null);

  private final Random random = new Random(11);
  private final Path directory;

  VectorSearchTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void scannedAndGraphSegmentsFindTheTrueNeighboursWithTheirCosine() {
    List<float[]> vectors =
        IntStream.range(0, VECTORS).mapToObj(i -> requireNonNull(Vectors.unit(vector()))).toList();
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      fill(store, vectors);
      assertRecall(store, vectors);
    }
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      assertRecall(store, vectors);
      store
          .documents("kb", PageRequest.of(1, 1))
          .items()
          .forEach(document -> store.setState("kb", document.id(), false, false));
      assertThat(store.nearest(ALL, vectors.get(0), 1).get(0).segment().content())
          .isNotEqualTo("0");
    }
  }

  @Test
  void wideVectorsAreFoundByTheirSketchesWithTheirOwnCosine() {
    assertWideVectorsAreFound();
  }

  @Test
  void wideVectorsAreFoundWhereThereIsNoRoomForSketches() {
    SketchRoom all = new SketchRoom();
    long piece = 1 << 20;
    try {
      while (piece > 0) {
        piece = all.take(piece) ? piece : piece / 2;
      }
      assertWideVectorsAreFound();
    } finally {
      all.giveBack();
    }
  }

  private void assertWideVectorsAreFound() {
    Wide wide = wide();
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      fill(store, wide.vectors());
      assertRecall(store, wide.vectors(), wide.questions());
    }
  }

  @Test
  void whatIsDisabledLeadsToOthersButIsNotFound() {
    Wide wide = wide();
    int disabled = VECTORS / 2 / A_DOCUMENT * A_DOCUMENT;
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      fill(store, wide.vectors());
      store.documents("kb", PageRequest.of(1, 100)).items().stream()
          .filter(document -> Integer.parseInt(document.name().replaceAll("\\D", "")) < disabled)
          .forEach(document -> store.setState("kb", document.id(), false, false));

      double found = 0;
      for (float[] question : wide.questions()) {
        List<String> hits =
            store.nearest(ALL, question, 10).stream().map(hit -> hit.segment().content()).toList();
        assertThat(hits).hasSize(10).allMatch(hit -> Integer.parseInt(hit) >= disabled);
        Set<String> truth = nearest(wide.vectors(), disabled, question);
        found += hits.stream().filter(truth::contains).count();
      }
      assertThat(found / (wide.questions().size() * 10)).isGreaterThan(0.95);
    }
  }

  private record Wide(List<float[]> vectors, List<float[]> questions) {}

  private Wide wide() {
    List<float[]> topics = IntStream.range(0, 100).mapToObj(i -> vector(WIDE)).toList();
    List<float[]> vectors =
        IntStream.range(0, VECTORS)
            .mapToObj(i -> mixed(topics.get(i % 100), vector(WIDE), 0.6f))
            .map(Vectors::unit)
            .map(Objects::requireNonNull)
            .toList();
    List<float[]> questions =
        topics.subList(0, 40).stream()
            .map(topic -> requireNonNull(Vectors.unit(mixed(topic, vector(WIDE), 0.6f))))
            .toList();
    return new Wide(vectors, questions);
  }

  @Test
  void theOneAmongThousandsOfNearlyTheSameIsFound() {
    float[] rows = vector(WIDE);
    Map<Integer, float[]> odd = new HashMap<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < VECTORS; i++) {
      float[] own = vector(WIDE);
      boolean isOdd = i % 200 == 7;
      vectors.add(mixed(rows, own, isOdd ? 0.4f : 0.05f));
      if (isOdd) {
        odd.put(i, own);
      }
    }
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      fill(store, vectors);

      long found =
          odd.entrySet().stream()
              .filter(one -> isFirst(store, one.getValue(), one.getKey()))
              .count();
      assertThat(found).isGreaterThanOrEqualTo(odd.size() - 1);
    }
  }

  private static boolean isFirst(KnowledgeStore store, float[] question, int number) {
    String first = store.nearest(ALL, question, 1).get(0).segment().content();
    return first.equals(Integer.toString(number));
  }

  private static float[] mixed(float[] most, float[] some, float share) {
    float[] mixture = new float[most.length];
    for (int i = 0; i < mixture.length; i++) {
      mixture[i] = most[i] + share * some[i];
    }
    return mixture;
  }

  @Test
  void aVectorWithoutDirectionIsStoredButNeverNear() {
    try (KnowledgeStore store = new LuceneKnowledgeStoreProvider().open(directory)) {
      fill(store, List.of(new float[DIMENSION], vector()));

      assertThat(store.nearest(ALL, vector(), 10)).hasSize(1);
      assertThat(store.nearest(ALL, new float[DIMENSION], 10)).isEmpty();
    }
  }

  private void fill(KnowledgeStore store, List<float[]> vectors) {
    store.create(
        Bases.highQuality("kb", ChunkStructure.TEXT_MODEL)
            .withVectorModel(
                new VectorModel(new ModelId("test", "random"), vectors.get(0).length)));
    int number = 0;
    for (List<float[]> part : Lists.partition(vectors, A_DOCUMENT)) {
      Document document =
          store.register("kb", List.of(Bases.registration("from " + number))).get(0);
      ImmutableList.Builder<NewSegment> segments = ImmutableList.builder();
      for (float[] vector : part) {
        segments.add(Bases.segment(Integer.toString(number++), vector));
      }
      store.commit("kb", new NewVersion(document.id(), segments.build(), Duration.ZERO));
    }
  }

  private void assertRecall(KnowledgeStore store, List<float[]> vectors) {
    assertRecall(
        store,
        vectors,
        IntStream.range(0, 40).mapToObj(i -> requireNonNull(Vectors.unit(vector()))).toList());
  }

  private static void assertRecall(
      KnowledgeStore store, List<float[]> vectors, List<float[]> queries) {
    int found = 0;
    for (float[] query : queries) {
      List<Hit> hits = store.nearest(ALL, query, 10);
      assertThat(hits).hasSize(10);
      assertThat(hits).isSortedAccordingTo(Comparator.comparingDouble(Hit::score).reversed());
      Set<String> truth = nearest(vectors, 0, query);
      for (Hit hit : hits) {
        float[] vector = vectors.get(Integer.parseInt(hit.segment().content()));
        assertThat(hit.score()).isCloseTo(VectorUtil.dotProduct(query, vector), within(1e-5));
        found += truth.contains(hit.segment().content()) ? 1 : 0;
      }
    }
    assertThat(found / (queries.size() * 10.0)).isGreaterThan(0.95);
  }

  private static Set<String> nearest(List<float[]> vectors, int from, float[] query) {
    List<Integer> order = new ArrayList<>(IntStream.range(from, vectors.size()).boxed().toList());
    order.sort(Comparator.comparingDouble(i -> -VectorUtil.dotProduct(query, vectors.get(i))));
    Set<String> nearest = new HashSet<>();
    order.subList(0, 10).forEach(i -> nearest.add(Integer.toString(i)));
    return nearest;
  }

  private float[] vector() {
    return vector(DIMENSION);
  }

  private float[] vector(int length) {
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
