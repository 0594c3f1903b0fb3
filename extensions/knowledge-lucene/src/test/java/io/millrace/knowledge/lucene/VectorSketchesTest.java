package io.millrace.knowledge.lucene;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.VectorUtil;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.junit.jupiter.api.Test;

class VectorSketchesTest {
  private static final String FIELD = "vector";
  private static final int DIMENSION = 384;

  private final Random random = new Random(5);

  @Test
  void productsAreEstimatedWithoutBiasAndToAFewHundredths() throws IOException {
    float[] common = vector();
    List<float[]> vectors =
        IntStream.range(0, 500).mapToObj(i -> near(common, i % 10 / 5f)).toList();
    float[] question = near(common, 0.7f);

    float[] estimates = estimates(vectors, question);

    double sum = 0;
    for (int i = 0; i < estimates.length; i++) {
      double error = estimates[i] - VectorUtil.dotProduct(question, vectors.get(i));
      assertThat(error).isCloseTo(0, within(0.12));
      sum += error;
    }
    assertThat(sum / estimates.length).isCloseTo(0, within(0.01));
  }

  @Test
  void nearlyEqualVectorsAreToldApart() throws IOException {
    float[] common = vector();
    float share = 0.05f;
    List<float[]> vectors = IntStream.range(0, 500).mapToObj(i -> near(common, share)).toList();
    float[] question = near(common, share);

    float[] estimates = estimates(vectors, question);

    for (int i = 0; i < estimates.length; i++) {
      float product = VectorUtil.dotProduct(question, vectors.get(i));
      assertThat(estimates[i]).isCloseTo(product, within(0.2f * share * share));
    }
  }

  @Test
  void vectorsThatAreAllTheSameAreEstimatedAsTheyAre() throws IOException {
    float[] same = vector();
    float[] question = near(same, 1);

    float[] estimates = estimates(List.of(same, same, same), question);

    assertThat(estimates).hasSize(3);
    for (float estimate : estimates) {
      assertThat(estimate).isCloseTo(VectorUtil.dotProduct(question, same), within(1e-3f));
    }
  }

  @Test
  void aSketchTakesABitAComponentAndAWord() {
    assertThat(VectorSketches.bytes(1_000, DIMENSION)).isEqualTo(1_000 * (DIMENSION / 8 + 8));
    assertThat(VectorSketches.bytes(1, 65)).isEqualTo(3 * 8);
  }

  @Test
  void aVectorKeptAsAQuestionIsEstimatedLikeOneAskedFromOutside() throws IOException {
    float[] common = vector();
    List<float[]> vectors = IntStream.range(0, 40).mapToObj(i -> near(common, 1)).toList();

    withSketches(
        vectors,
        (sketches, source) -> {
          Questions questions = sketches.questions(source);
          RandomVectorScorer numbered = new Numbered(vectors.size());
          for (int i = 0; i < vectors.size(); i++) {
            RandomVectorScorer kept = sketches.scorer(questions, i, numbered);
            RandomVectorScorer outside = sketches.scorer(vectors.get(i), numbered);
            assertThat(products(kept)).isEqualTo(products(outside));
          }
        });
  }

  @Test
  void roomIsRefusedBeyondItsShareAndThereAgainWhenGivenBack() {
    SketchRoom room = new SketchRoom();
    SketchRoom other = new SketchRoom();
    long most = Runtime.getRuntime().maxMemory() / 8;
    try {
      assertThat(room.take(most + 1)).isFalse();
      assertThat(room.take(most / 2 + 1)).isTrue();
      assertThat(other.take(most / 2 + 1)).isFalse();
      assertThat(room.taken()).isEqualTo(most / 2 + 1);
      room.giveBack();
      assertThat(room.taken()).isZero();
      assertThat(other.take(most / 2 + 1)).isTrue();
    } finally {
      room.giveBack();
      other.giveBack();
    }
  }

  private interface Use {
    void of(VectorSketches sketches, VectorSketches.Source source) throws IOException;
  }

  /** Returns what the sketches say of the products with a question. */
  private static float[] estimates(List<float[]> vectors, float[] question) throws IOException {
    float[][] products = new float[1][];
    withSketches(
        vectors,
        (sketches, source) ->
            products[0] = products(sketches.scorer(question, new Numbered(vectors.size()))));
    return products[0];
  }

  private static float[] products(RandomVectorScorer scorer) throws IOException {
    float[] products = new float[scorer.maxOrd()];
    for (int i = 0; i < products.length; i++) {
      products[i] = 2 * scorer.score(i) - 1;
    }
    return products;
  }

  private static void withSketches(List<float[]> vectors, Use use) throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
        for (float[] vector : vectors) {
          Document document = new Document();
          document.add(
              new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.DOT_PRODUCT));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        LeafReader leaf = reader.leaves().get(0).reader();
        VectorSketches.Source source = () -> leaf.getFloatVectorValues(FIELD);
        use.of(VectorSketches.of(source), source);
      }
    }
  }

  private float[] near(float[] centre, float share) {
    float[] own = vector();
    float[] mixture = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      mixture[i] = centre[i] + share * own[i];
    }
    return requireNonNull(Vectors.unit(mixture));
  }

  private float[] vector() {
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return requireNonNull(Vectors.unit(vector));
  }

  /** Knows the numbers of vectors, and is not asked for more. */
  private record Numbered(int maxOrd) implements RandomVectorScorer {
    @Override
    public float score(int vector) {
      throw new AssertionError("a sketch is to be asked");
    }
  }
}
