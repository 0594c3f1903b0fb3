package io.millrace.node;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code human-input} node asks a person.
 *
 * @param content the text shown, in Markdown
 * @param fields what may be filled in
 * @param actions what may be chosen; a submission names one
 * @param timeout how long it waits
 * @since 0.1
 */
public record InputRequest(
    String content, ImmutableList<Field> fields, ImmutableList<Action> actions, Duration timeout) {
  public InputRequest {
    requireNonNull(content, "content");
    requireNonNull(fields, "fields");
    requireNonNull(actions, "actions");
    requireNonNull(timeout, "timeout");
  }

  /**
   * Something to fill in.
   *
   * @param name the output it becomes
   * @param type such as {@code text-input} or {@code paragraph}
   * @param prefilled what it holds unless it is changed, or {@code null}
   */
  public record Field(String name, String type, @Nullable Object prefilled) {
    public Field {
      requireNonNull(name, "name");
      requireNonNull(type, "type");
    }
  }

  /**
   * Something to choose.
   *
   * @param id the edge that is followed then
   * @param title shown to people
   */
  public record Action(String id, String title) {
    public Action {
      requireNonNull(id, "id");
      requireNonNull(title, "title");
    }
  }
}
