package io.millrace.testkit.contract;

import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatModel;
import io.millrace.model.ChatRequest;
import io.millrace.model.EmbeddingModel;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import io.millrace.model.RerankModel;
import io.millrace.model.TokenUsage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What models can do wrong. */
final class ModelDefects {
  private ModelDefects() {}

  static List<Defect<?>> all() {
    List<Defect<?>> all = new ArrayList<>();
    embeddings(all);
    reranking(all);
    chats(all);
    return all;
  }

  private static void embeddings(List<Defect<?>> all) {
    embedding(
        all,
        "aServiceThatCannotBeReachedIsAModelException",
        "embed",
        (good, call) -> {
          try {
            return call.real();
          } catch (ModelException e) {
            return List.of(new float[64]);
          }
        });
    embedding(all, "everyTextHasOneVectorOfTheDimension", "dimension", Defect.always(7));
    embedding(
        all, "vectorsComeInTheOrderOfTheTexts", "embed", (good, call) -> reversed(call.real()));
    AtomicInteger calls = new AtomicInteger();
    embedding(
        all,
        "theSameTextHasTheSameVector",
        "embed",
        (good, call) -> {
          List<String> texts = new ArrayList<>();
          for (Object text : call.argument(0, List.class)) {
            texts.add(text + " w" + calls.incrementAndGet());
          }
          return good.embed(texts);
        });
    embedding(
        all,
        "aFullBatchIsTaken",
        "embed",
        (good, call) -> {
          if (call.argument(0, List.class).size() > 10) {
            throw ModelException.permanent("too many", null);
          }
          return call.real();
        });
    embedding(
        all,
        "aQuestionHasAVectorOfTheSameDimension",
        "embedQuery",
        (good, call) -> new float[] {1, 2, 3});
    float[][] shared = new float[1][];
    embedding(
        all,
        "aVectorThatACallerChangesIsNobodyElses",
        "embed",
        (good, call) -> {
          if (shared[0] == null) {
            shared[0] = (float[]) ((List<?>) call.real()).get(0);
          }
          return List.of(shared[0]);
        });
    embedding(
        all,
        "textsThatRepeatHaveAVectorEach",
        "embed",
        (good, call) -> {
          List<String> once = new ArrayList<>();
          for (Object text : new LinkedHashSet<Object>(call.argument(0, List.class))) {
            once.add(String.valueOf(text));
          }
          return good.embed(once);
        });
    embedding(
        all,
        "itsNameAndItsDimensionAreAlwaysTheSame",
        "id",
        (good, call) -> new ModelId("testkit", "call-" + calls.incrementAndGet()));
    embedding(
        all,
        "itsNameAndItsDimensionAreAlwaysTheSame",
        "dimension",
        (good, call) -> calls.incrementAndGet());
    embedding(
        all,
        "aQuestionHasAVectorOfTheSameDimension",
        "embedQuery",
        (good, call) -> {
          float[] vector = (float[]) call.real();
          vector[0] = Float.NaN;
          return vector;
        });
    embedding(all, "aCallOfAnInterruptedThreadComesBack", "embed", Defect.upsetByInterrupts());
    embedding(all, "aCallOfAnInterruptedThreadComesBack", "embed", Defect.deaf());
    embedding(all, "tokensAreCounted", "countTokens", Defect.always(0));
    embedding(all, "manyThreadsMayEmbedAtOnce", "embed", Defect.notTogether());
  }

  private static void embedding(
      List<Defect<?>> all, String test, String method, Defect.Wrong<EmbeddingModel> wrong) {
    all.add(new Defect<>(WordVectorsContractTest.class, test, EmbeddingModel.class, method, wrong));
  }

  private static void reranking(List<Defect<?>> all) {
    rerank(all, "everyTextHasOneScore", Defect.always(List.of(1.0)));
    rerank(
        all,
        "scoresComeInTheOrderOfTheTextsAndABetterAnswerHasAHigherOne",
        (good, call) -> {
          List<Object> scores = reversed(call.real());
          Collections.rotate(scores, 1);
          return scores;
        });
    rerank(all, "noTextsHaveNoScores", Defect.always(List.of(0.0)));
    rerank(all, "aCallOfAnInterruptedThreadComesBack", Defect.deaf());
    rerank(all, "manyThreadsMayScoreAtOnce", Defect.notTogether());
    rerank(
        all,
        "aServiceThatCannotBeReachedIsAModelException",
        (good, call) -> {
          try {
            return call.real();
          } catch (ModelException e) {
            return List.of(0.0, 0.0, 0.0);
          }
        });
  }

  private static void rerank(List<Defect<?>> all, String test, Defect.Wrong<RerankModel> wrong) {
    all.add(
        new Defect<>(
            SharedWordsRerankerContractTest.class, test, RerankModel.class, "score", wrong));
  }

  private static void chats(List<Defect<?>> all) {
    chat(all, "aQuestionIsAnswered", Defect.always(ChatAnswer.of("", TokenUsage.NONE)));
    chat(
        all,
        "thePiecesJoinedAreTheText",
        (good, call) ->
            good.chat(call.argument(0, ChatRequest.class), call.argument(1, ModelCall.class)));
    chat(
        all,
        "piecesComeOnTheCallingThread",
        (good, call) ->
            CompletableFuture.supplyAsync(
                    () -> {
                      try {
                        return call.real();
                      } catch (Throwable e) {
                        throw new IllegalStateException(e);
                      }
                    })
                .join());
    chat(all, "manyThreadsMayAskAtOnce", Defect.notTogether());
    chat(
        all,
        "whatIsRefusedIsAModelExceptionWithoutSecrets",
        (good, call) -> {
          try {
            return call.real();
          } catch (ModelException e) {
            throw ModelException.permanent(
                "Refused with key " + EchoChatModelContractTest.SECRET, null);
          }
        });
    chat(
        all,
        "anAnswerThatBreaksOffIsAModelException",
        (good, call) -> {
          try {
            return call.real();
          } catch (ModelException e) {
            return ChatAnswer.of("half", TokenUsage.NONE);
          }
        });
    chat(all, "aCallEndsByItsDeadline", Defect.deaf());
    chat(all, "aCallOfAnInterruptedThreadComesBack", Defect.deaf());
    chat(all, "aCallThatIsInterruptedUnderWayComesBack", Defect.deaf());
    chat(all, "aCallThatNobodyWantsAnyMoreComesBack", Defect.deaf());
    chat(
        all,
        "aCallThatNobodyWantsAnyMoreComesBack",
        (good, call) -> {
          try {
            return call.real();
          } catch (ModelException e) {
            return ChatAnswer.of("half", TokenUsage.NONE);
          }
        });
    chat(
        all,
        "aCallWaitsForItsProviderByGivingItsThreadBack",
        Defect.always(ChatAnswer.of("late", TokenUsage.NONE)));
  }

  private static void chat(List<Defect<?>> all, String test, Defect.Wrong<ChatModel> wrong) {
    all.add(new Defect<>(EchoChatModelContractTest.class, test, ChatModel.class, "chat", wrong));
  }

  private static List<Object> reversed(Object list) {
    List<Object> reversed = new ArrayList<>((List<?>) list);
    Collections.reverse(reversed);
    return reversed;
  }
}
