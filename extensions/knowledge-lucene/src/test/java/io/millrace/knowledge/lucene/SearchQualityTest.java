package io.millrace.knowledge.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.knowledge.ChunkStructure;
import io.millrace.knowledge.Document;
import io.millrace.knowledge.Indexer;
import io.millrace.knowledge.KnowledgeBase;
import io.millrace.knowledge.KnowledgeStore;
import io.millrace.knowledge.RetrievalSettings;
import io.millrace.knowledge.RetrievalSettings.Reranking;
import io.millrace.knowledge.RetrievalSettings.SearchMethod;
import io.millrace.knowledge.RetrievalSettings.Weights;
import io.millrace.knowledge.Retriever;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchQualityTest {
  private static final List<String> TEXTS =
      List.of(
          "Refunds are paid within fourteen days after the returned goods arrive.",
          "Parcels are shipped from the warehouse in Hamburg by example.com every morning.",
          "The café opens at eight; breakfast includes croissants.",
          "退款将在收到退货后十四天内支付。",
          "包裹每天早上从上海的仓库发出。",
          "人工智能正在改变软件工程。",
          "商品到着後に返金処理を行います。",
          "データベースのバックアップは毎晩実行されます。",
          "환불은 상품이 도착한 후 십사일 이내에 지급됩니다.",
          "我們的客戶服務中心位於臺北。");

  private KnowledgeStore store;
  private KnowledgeBase economy;
  private KnowledgeBase highQuality;

  @BeforeAll
  void fill(@TempDir Path directory) {
    store = new LuceneKnowledgeStoreProvider().open(directory.resolve("store"));
    economy = Bases.economy("economy");
    highQuality = Bases.highQuality("high", ChunkStructure.TEXT_MODEL);
    for (KnowledgeBase base : List.of(economy, highQuality)) {
      store.create(base);
      Document document = store.register(base.id(), List.of(Bases.registration("all"))).get(0);
      store.commit(
          base.id(),
          new Indexer(store).index(base, document.id(), TEXTS, HashedWords.MODEL, Instant.now()));
    }
  }

  @AfterAll
  void close() {
    store.close();
  }

  @ParameterizedTest
  @CsvSource({
    "when is a refund paid, 0",
    "refunding goods, 0",
    "warehouse Hamburg, 1",
    "Example.com, 1",
    "cafe, 2",
    "退款多久支付, 3",
    "上海仓库, 4",
    "人工智能, 5",
    "软件工程 AI, 5",
    "返金, 6",
    "返金処理はいつですか, 6",
    "データベース, 7",
    "バックアップ, 7",
    "환불, 8",
    "상품 도착, 8",
    "客戶服務, 9",
    "臺北, 9"
  })
  void theRightTextComesFirst(String query, int expected) {
    assertThat(first(economy, query, SearchMethod.KEYWORD_SEARCH))
        .as("by keywords")
        .isEqualTo(TEXTS.get(expected));
    assertThat(first(highQuality, query, SearchMethod.FULL_TEXT_SEARCH))
        .as("by full text")
        .isEqualTo(TEXTS.get(expected));
    assertThat(first(highQuality, query, SearchMethod.SEMANTIC_SEARCH))
        .as("by vector")
        .isEqualTo(TEXTS.get(expected));
    assertThat(first(highQuality, query, SearchMethod.HYBRID_SEARCH))
        .as("by both")
        .isEqualTo(TEXTS.get(expected));
  }

  private String first(KnowledgeBase base, String query, SearchMethod method) {
    RetrievalSettings settings =
        new RetrievalSettings(method, 3, null, new Reranking(null, new Weights(0.7, 0.3)), null);
    var records = new Retriever(store).retrieve(base, query, settings, HashedWords.MODEL).records();
    return records.isEmpty() ? "nothing" : records.get(0).segment().content();
  }
}
