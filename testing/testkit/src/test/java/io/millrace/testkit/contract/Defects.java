package io.millrace.testkit.contract;

import com.google.common.collect.ImmutableList;
import io.millrace.extractor.DocumentExtractor;
import io.millrace.extractor.ExtractedText;
import io.millrace.extractor.ExtractionRequest;
import io.millrace.file.FileStore;
import io.millrace.file.InMemoryFileStore;
import io.millrace.file.NewFile;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.NewVersion;
import io.millrace.knowledge.SearchScope;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelId;
import io.millrace.testkit.fake.InMemoryKnowledgeStore;
import io.millrace.testkit.fake.PlainTextExtractor;
import io.millrace.testkit.fake.WordVectors;
import io.millrace.tool.Tool;
import io.millrace.tool.ToolDescription;
import io.millrace.tool.ToolInvocation;
import io.millrace.tool.ToolMessage;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plugins with one defect each. {@link PlantedDefectsTest} runs them; the build does not. */
final class Defects {
  private Defects() {}

  static class StoreThatForgetsNames extends FileStoreContract {
    @Override
    protected FileStore emptyStore() {
      InMemoryFileStore good = new InMemoryFileStore();
      return Broken.one(
          FileStore.class,
          good,
          "save",
          call -> good.save(NewFile.upload("file", null), (InputStream) call[1]));
    }
  }

  static class StoreThatClosesStreams extends FileStoreContract {
    @Override
    protected FileStore emptyStore() {
      InMemoryFileStore good = new InMemoryFileStore();
      return Broken.one(
          FileStore.class,
          good,
          "save",
          call -> {
            try (InputStream content = (InputStream) call[1]) {
              return good.save((NewFile) call[0], content);
            }
          });
    }
  }

  static class StoreThatOverwrites extends FileStoreContract {
    @Override
    protected FileStore emptyStore() {
      return new InMemoryFileStore(1 << 20, () -> "always-the-same");
    }
  }

  static class ModelThatSwapsVectors extends EmbeddingModelContract {
    @Override
    protected EmbeddingModel model() {
      WordVectors good = words();
      return Broken.one(
          EmbeddingModel.class,
          good,
          "embed",
          call -> {
            List<float[]> vectors = new ArrayList<>(good.embed(texts(call)));
            Collections.reverse(vectors);
            return vectors;
          });
    }
  }

  static class ModelThatDrifts extends EmbeddingModelContract {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    protected EmbeddingModel model() {
      WordVectors good = words();
      return Broken.one(
          EmbeddingModel.class,
          good,
          "embed",
          call ->
              good.embed(
                  texts(call).stream().map(t -> t + " w" + calls.incrementAndGet()).toList()));
    }
  }

  static class ModelOfAnotherDimension extends EmbeddingModelContract {
    @Override
    protected EmbeddingModel model() {
      return Broken.one(EmbeddingModel.class, words(), "dimension", call -> 7);
    }
  }

  static class ExtractorThatThrowsItsOwn extends DocumentExtractorContract {
    @Override
    protected DocumentExtractor extractor() {
      PlainTextExtractor good = new PlainTextExtractor();
      return Broken.one(
          DocumentExtractor.class,
          good,
          "extract",
          call -> {
            try {
              return good.extract((ExtractionRequest) call[0]);
            } catch (RuntimeException e) {
              throw new IllegalStateException("oops");
            }
          });
    }
  }

  static class ExtractorWithoutLimits extends DocumentExtractorContract {
    @Override
    protected DocumentExtractor extractor() {
      PlainTextExtractor good = new PlainTextExtractor();
      return Broken.one(
          DocumentExtractor.class,
          good,
          "extract",
          call -> {
            ExtractionRequest asked = (ExtractionRequest) call[0];
            ExtractedText text =
                good.extract(
                    new ExtractionRequest(
                        asked.file(),
                        asked.files(),
                        asked.style(),
                        asked.images(),
                        ExtractionRequest.Limits.DEFAULT));
            return text;
          });
    }
  }

  static class ToolThatKeepsState extends ToolContract {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    protected Tool tool() {
      return planted(call -> List.of(new ToolMessage.Text("call " + calls.incrementAndGet())));
    }

    @Override
    protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store) {
      return Map.of();
    }
  }

  static class ToolThatHidesFailures extends ToolContract {
    @Override
    protected Tool tool() {
      return planted(call -> List.of(new ToolMessage.Text("all is well")));
    }

    @Override
    protected Map<String, @Nullable Object> goodParameters(InMemoryFileStore store) {
      return Map.of();
    }

    @Override
    protected Map<String, @Nullable Object> badParameters() {
      return Map.of("text", 7);
    }
  }

  static class KnowledgeThatDoubles extends KnowledgeStoreContract {
    private final List<NewVersion.NewSegment> all = new ArrayList<>();

    @Override
    protected KnowledgeStore emptyStore() {
      InMemoryKnowledgeStore good = new InMemoryKnowledgeStore();
      return Broken.one(
          KnowledgeStore.class,
          good,
          "commit",
          call -> {
            NewVersion version = (NewVersion) call[1];
            all.addAll(version.segments());
            return good.commit(
                (String) call[0],
                new NewVersion(version.documentId(), ImmutableList.copyOf(all), version.latency()));
          });
    }
  }

  static class KnowledgeThatLosesTheOldVersion extends KnowledgeStoreContract {
    @Override
    protected KnowledgeStore emptyStore() {
      InMemoryKnowledgeStore good = new InMemoryKnowledgeStore();
      return Broken.one(
          KnowledgeStore.class,
          good,
          "fail",
          call -> {
            good.commit(
                (String) call[0],
                new NewVersion((String) call[1], ImmutableList.of(), Duration.ZERO));
            return good.fail((String) call[0], (String) call[1], (String) call[2]);
          });
    }
  }

  static class KnowledgeThatIgnoresFilters extends KnowledgeStoreContract {
    @Override
    protected KnowledgeStore emptyStore() {
      InMemoryKnowledgeStore good = new InMemoryKnowledgeStore();
      return Broken.one(
          KnowledgeStore.class,
          good,
          "matching",
          call ->
              good.matching(
                  new SearchScope(((SearchScope) call[0]).knowledgeBaseId(), null),
                  (String) call[1],
                  (Integer) call[2]));
    }
  }

  private static WordVectors words() {
    return new WordVectors(new ModelId("testkit", "words"), 64);
  }

  @SuppressWarnings("unchecked") // the port's only parameter
  private static List<String> texts(Object[] call) {
    return (List<String>) call[0];
  }

  private static Tool planted(Function<ToolInvocation, List<ToolMessage>> answer) {
    ToolDescription description = ToolDescription.of("planted", "A tool with a defect.");
    return new Tool() {
      @Override
      public ToolDescription description() {
        return description;
      }

      @Override
      public List<ToolMessage> invoke(ToolInvocation invocation) {
        return answer.apply(invocation);
      }
    };
  }
}
