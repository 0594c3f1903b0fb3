package io.millrace.model.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.millrace.model.ChatAnswer;
import io.millrace.model.ModelCall;
import io.millrace.model.ModelException;
import io.millrace.model.ModelId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Brings what a model streams on threads of its own to the thread that asked. */
final class StreamQueue implements StreamingChatResponseHandler {
  private static final int MOST_WAITING = 10_000;
  private static final long LOOK_MILLIS = 50;

  private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>(MOST_WAITING);
  private volatile @Nullable StreamingHandle handle;
  private volatile boolean abandoned;

  @Override
  public void onPartialResponse(String text) {
    put(text);
  }

  @Override
  public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
    handle = context.streamingHandle();
    put(partial.text());
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    put(response);
  }

  @Override
  public void onError(Throwable error) {
    put(error);
  }

  private void put(Object event) {
    try {
      while (!abandoned && !queue.offer(event, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait(); // the reader is slow
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Hands out what comes until the answer is whole. */
  ChatAnswer drain(ModelId id, ModelCall call, Consumer<String> onText) {
    try {
      while (true) {
        Object event = queue.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (event instanceof String text) {
          onText.accept(text);
        } else if (event instanceof ChatResponse response) {
          return LangChain4jAnswers.of(response);
        } else if (event instanceof Throwable error) {
          throw Failures.of(id, error);
        } else if (call.cancelled()) {
          throw ModelException.permanent("Model '" + id + "': the call was cancelled", null);
        } else if (call.left().isZero()) {
          throw ModelException.retriable(
              "Model '" + id + "' had not finished its answer when the call had to end", null);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ModelException.permanent("Model '" + id + "': the call was interrupted", e);
    } finally {
      abandoned = true;
      StreamingHandle streaming = handle;
      if (streaming != null && !streaming.isCancelled()) {
        streaming.cancel();
      }
    }
  }
}
