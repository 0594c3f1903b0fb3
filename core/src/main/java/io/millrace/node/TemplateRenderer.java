package io.millrace.node;

import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Renders Jinja2 templates for nodes whose texts may be such templates.
 *
 * <p>Found with {@link java.util.ServiceLoader}. Needs a public no-argument constructor that opens
 * nothing. Must be safe for use by many threads and must bound what a template can use.
 *
 * @since 0.1
 */
public interface TemplateRenderer {

  /** Returns this renderer's id. */
  String id();

  /**
   * Renders a template.
   *
   * @param variables what it can name; values are those of {@link io.millrace.variable.Value}
   * @param deadline when it must have ended
   * @throws io.millrace.error.MillraceException if the template cannot be read or rendered; the
   *     message is Jinja2's
   */
  String render(
      String template,
      Map<String, ? extends @Nullable Object> variables,
      Instant deadline,
      BooleanSupplier cancelled);
}
