package io.millrace.node.model;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.millrace.file.FileRef;
import io.millrace.file.FileType;
import io.millrace.model.ChatMessage.Role;
import io.millrace.node.InvalidNodeException;
import io.millrace.node.Settings;
import io.millrace.variable.Selector;
import io.millrace.variable.Template;
import io.millrace.variable.Value;
import io.millrace.variable.ValueType;
import io.millrace.variable.VariablePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One message of a {@code prompt_template}.
 *
 * @param pieces the text, cut where {@code {{#context#}}} stands; empty for a Jinja2 template
 * @param jinja the Jinja2 template, or {@code null}
 */
record Prompt(Role role, ImmutableList<Template> pieces, @Nullable String jinja) {
  private static final Splitter CONTEXT = Splitter.on("{{#context#}}");

  static ImmutableList<Prompt> readAll(Settings settings) {
    Object raw = settings.raw("prompt_template");
    if (raw instanceof List<?>) {
      return settings.requiredObjects("prompt_template").stream()
          .map(message -> read(role(message), message, ""))
          .collect(ImmutableList.toImmutableList());
    }
    // one template of a completion model, which Dify begins with its (empty) memory
    Settings template = settings.requiredObject("prompt_template");
    boolean histories = template.string("text", "").contains("#histories#");
    return ImmutableList.of(read(Role.USER, template, histories ? "" : "\n"));
  }

  private static Role role(Settings message) {
    try {
      Role role = Role.of(message.string("role").toLowerCase(Locale.ROOT));
      if (role != Role.TOOL) {
        return role;
      }
      throw new InvalidNodeException("prompt_template: role tool is not supported");
    } catch (IllegalArgumentException e) {
      throw new InvalidNodeException("prompt_template: " + e.getMessage(), e);
    }
  }

  private static Prompt read(Role role, Settings message, String start) {
    if (message.string("edition_type", "basic").equals("jinja2")) {
      return new Prompt(role, ImmutableList.of(), message.string("jinja2_text", ""));
    }
    String text = start + message.string("text", "").replace("#histories#", "");
    return of(role, text);
  }

  static Prompt of(Role role, String text) {
    return new Prompt(
        role,
        CONTEXT.splitToStream(text).map(Template::parse).collect(ImmutableList.toImmutableList()),
        null);
  }

  /** Returns what the message refers to. */
  List<Selector> references() {
    if (jinja != null) {
      return Template.parse(jinja).references();
    }
    return pieces.stream().flatMap(piece -> piece.references().stream()).toList();
  }

  String text(VariablePool variables, String context) {
    return pieces.stream().map(piece -> piece.text(variables)).collect(Collectors.joining(context));
  }

  /** Returns the text with secrets masked. */
  String shown(VariablePool variables, String context) {
    return pieces.stream()
        .map(piece -> piece.showsSecret(variables) ? piece.log(variables) : piece.text(variables))
        .collect(Collectors.joining(context));
  }

  /** Returns the images, documents, sounds and films that the message refers to. */
  List<FileRef> files(VariablePool variables) {
    List<FileRef> files = new ArrayList<>();
    for (Template piece : pieces) {
      for (Value value : piece.values(variables)) {
        if (value.raw() instanceof FileRef file) {
          files.add(file);
        } else if (value.type() == ValueType.ARRAY_FILE && value.raw() instanceof List<?> list) {
          list.stream()
              .filter(FileRef.class::isInstance)
              .map(FileRef.class::cast)
              .forEach(files::add);
        }
      }
    }
    files.removeIf(file -> file.type() == FileType.CUSTOM);
    return files;
  }
}
