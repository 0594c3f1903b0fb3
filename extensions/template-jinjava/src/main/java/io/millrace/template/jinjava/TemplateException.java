package io.millrace.template.jinjava;

import io.millrace.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** A template that cannot be read or rendered. */
final class TemplateException extends MillraceException {
  private static final long serialVersionUID = 1L;

  /** What Python would have raised. */
  enum Kind {
    SYNTAX,
    UNDEFINED,
    RUNTIME,
    TYPE,
    VALUE,
    LIMIT
  }

  private final Kind kind;

  private TemplateException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  static TemplateException syntax(String message) {
    return new TemplateException(Kind.SYNTAX, message, null);
  }

  static TemplateException undefined(String message) {
    return new TemplateException(Kind.UNDEFINED, message, null);
  }

  static TemplateException runtime(String message) {
    return new TemplateException(Kind.RUNTIME, message, null);
  }

  static TemplateException type(String message) {
    return new TemplateException(Kind.TYPE, message, null);
  }

  static TemplateException value(String message) {
    return new TemplateException(Kind.VALUE, message, null);
  }

  static TemplateException limit(String message) {
    return new TemplateException(Kind.LIMIT, message, null);
  }

  static TemplateException limit(String message, Throwable cause) {
    return new TemplateException(Kind.LIMIT, message, cause);
  }

  Kind kind() {
    return kind;
  }

  /** Returns whether a filter may answer this failure with its default. */
  boolean isConversionFailure() {
    return kind == Kind.TYPE || kind == Kind.VALUE;
  }

  /**
   * Returns the {@code error_type} of the node: Dify's renderer gives none for Jinja2's own errors,
   * and lets Python's pass as unexpected ones.
   */
  String errorType() {
    return kind == Kind.TYPE || kind == Kind.VALUE ? "WorkflowNodeError" : "";
  }
}
