package io.millrace.node.model;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.millrace.error.MillraceException;
import io.millrace.knowledge.KnowledgeException;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ChatMessage;
import io.millrace.model.ChatRequest;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelId;
import io.millrace.model.TokenUsage;
import io.millrace.node.NodeContext;
import io.millrace.node.NodeServices;
import io.millrace.node.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has a model sum up chunks, ten at a time (spec/04 §3, "Summary").
 *
 * @param prompt what stands before the chunk
 */
record ChunkSummaries(ModelId model, String prompt, NodeServices services) {
  private static final int AT_ONCE = 10;
  private static final int SHOWN = 3;
  private static final Duration FOR_EACH = Duration.ofMinutes(1);
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final ThreadFactory THREADS =
      new ThreadFactoryBuilder().setNameFormat("millrace-summary-%d").setDaemon(true).build();
  private static final String DEFAULT_PROMPT =
      "Sum up the text below for people who search it: what it is about, the facts that matter,"
          + " names and numbers. Say only what it says, in a few sentences and in its own language,"
          + " and write nothing but the summary.\n";

  /** Returns what the node asks for, or {@code null} when it asks for none. */
  static @Nullable ChunkSummaries read(Settings setting, NodeServices services) {
    if (!setting.laxBool("enable", false)) {
      return null;
    }
    String prompt = setting.string("summary_prompt", "");
    return new ChunkSummaries(
        new ModelId(setting.string("model_provider_name", ""), setting.string("model_name", "")),
        prompt.isBlank() ? DEFAULT_PROMPT : prompt,
        services);
  }

  /**
   * What came of it.
   *
   * @param byText the summaries, by the text of their chunk
   * @param errors why others are missing
   * @param usage the tokens it took
   */
  record Made(Map<String, String> byText, List<String> errors, TokenUsage usage) {
    static final Made NOTHING = new Made(Map.of(), List.of(), TokenUsage.NONE);

    /** Returns one sentence, or {@code null} when nothing is missing. */
    @Nullable String complaint() {
      if (errors.isEmpty()) {
        return null;
      }
      String shown = String.join("; ", errors.subList(0, Math.min(SHOWN, errors.size())));
      String more = errors.size() > SHOWN ? " (and %d more)".formatted(errors.size() - SHOWN) : "";
      return "Failed to generate summaries for %d chunk(s). Errors: %s%s"
          .formatted(errors.size(), shown, more);
    }
  }

  /** Asks for a summary of each text. A published run leaves half of its time for the rest. */
  Made of(List<String> texts, NodeContext node) {
    Duration left = Duration.between(Instant.now(), node.deadline());
    Duration time =
        node.run().published()
            ? left.dividedBy(2)
            : least(left, least(AT_MOST, FOR_EACH.multipliedBy(texts.size())));
    ModelCall call = ModelCall.blocking(Instant.now().plus(time), node::cancelled);
    List<Callable<ChatAnswer>> calls = new ArrayList<>();
    texts.forEach(text -> calls.add(() -> ask(text, call)));
    ExecutorService workers =
        Executors.newFixedThreadPool(Math.min(AT_ONCE, texts.size()), THREADS);
    try {
      return read(texts, workers.invokeAll(calls, time.toMillis(), TimeUnit.MILLISECONDS), time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KnowledgeException("Indexing was cancelled; nothing of this version was stored.");
    } finally {
      workers.shutdownNow();
    }
  }

  private ChatAnswer ask(String text, ModelCall terms) {
    if (model.provider().isBlank() || model.name().isBlank()) {
      throw new KnowledgeException(
          "model_name and model_provider_name are required in summary_index_setting");
    }
    return services
        .chatModel(model)
        .chat(
            ChatRequest.of(ChatMessage.user(prompt + "\n" + text)),
            ModelCall.blocking(terms.deadline(), terms::cancelled));
  }

  private static Made read(List<String> texts, List<Future<ChatAnswer>> answers, Duration time)
      throws InterruptedException {
    Map<String, String> summaries = new LinkedHashMap<>();
    List<String> errors = new ArrayList<>();
    TokenUsage usage = TokenUsage.NONE;
    int late = 0;
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).isCancelled()) {
        late++;
        continue;
      }
      try {
        ChatAnswer answer = answers.get(i).get();
        usage = usage.plus(answer.usage());
        String summary = Reasoning.withoutThoughts(answer.text()).strip();
        if (summary.isEmpty()) {
          errors.add("Generated summary is empty");
        } else {
          summaries.put(texts.get(i), summary);
        }
      } catch (ExecutionException e) {
        errors.add(reason(e.getCause()));
      }
    }
    if (late > 0) {
      errors.add(
          0,
          "Summary generation timeout: %d chunks did not complete within %ds"
              .formatted(late, time.toSeconds()));
    }
    return new Made(summaries, errors, usage);
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof MillraceException known
        ? String.valueOf(known.getMessage())
        : String.valueOf(cause);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
