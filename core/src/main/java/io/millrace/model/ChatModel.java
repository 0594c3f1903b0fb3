package io.millrace.model;

import io.millrace.file.FileType;
import java.util.function.Consumer;

/**
 * Answers conversations.
 *
 * <p>Implementations must be safe for use by many threads, must answer an interrupt of the calling
 * thread and {@link ModelCall#cancelled()} by ending soon, must end by {@link
 * ModelCall#deadline()}, must wait for the provider's limits with {@link ModelCall#pause} alone,
 * and must report every failure as a {@link ModelException} whose message holds no secret.
 *
 * @since 0.1
 */
public interface ChatModel {

  /** Returns the name a pipeline file gives this model. */
  ModelId id();

  /**
   * Returns whether messages may hold files of this kind; images alone unless overridden. What a
   * model does not take is left out of its messages.
   */
  default boolean accepts(FileType kind, String mimeType) {
    return kind == FileType.IMAGE;
  }

  /** Returns whether it can ask for {@linkplain ChatRequest#tools() functions}; yes by default. */
  default boolean takesTools() {
    return true;
  }

  /**
   * Asks and streams: {@code onText} is given the text piece by piece, on the calling thread, while
   * it arrives. The pieces joined are the answer's text.
   *
   * @throws ModelException if the model cannot answer, or its answer broke off
   * @throws CallSuspendedException if the call gave its thread back to wait; nothing was streamed
   */
  ChatAnswer chat(ChatRequest request, ModelCall call, Consumer<String> onText);

  /** Asks and returns the whole answer. */
  default ChatAnswer chat(ChatRequest request, ModelCall call) {
    return chat(request, call, piece -> {});
  }
}
