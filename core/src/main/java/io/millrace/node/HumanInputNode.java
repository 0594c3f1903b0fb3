package io.millrace.node;

import com.google.common.collect.ImmutableList;
import io.millrace.node.InputRequest.Action;
import io.millrace.node.InputRequest.Field;
import io.millrace.variable.Selector;
import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a person, and follows the edge of the action that was chosen; that of {@code __timeout}
 * when nobody answered.
 */
final class HumanInputNode implements NodeExecutor {
  private static final String TIMEOUT = "__timeout";
  private static final int DEFAULT_HOURS = 36;
  private static final int MOST_HOURS = 24 * 366;

  private final Template content;
  private final ImmutableList<FieldSettings> fields;
  private final ImmutableList<Action> actions;
  private final Duration timeout;

  /** A field whose first value may stand in a variable. */
  private record FieldSettings(
      String name, String type, @Nullable Object constant, @Nullable Selector variable) {

    static FieldSettings read(Settings settings) {
      Settings first = settings.object("default");
      boolean variable = "variable".equals(first.raw("type"));
      return new FieldSettings(
          settings.string("output_variable_name"),
          settings.string("type", "text-input"),
          variable ? null : first.raw("value"),
          variable ? first.selector("selector") : null);
    }

    Field field(VariablePool variables) {
      return new Field(name, type, variable == null ? constant : variables.raw(variable));
    }
  }

  HumanInputNode(Settings settings) {
    this.content = Template.parse(settings.string("form_content", ""));
    this.fields =
        settings.raw("inputs") == null
            ? ImmutableList.of()
            : settings.requiredObjects("inputs").stream()
                .map(FieldSettings::read)
                .collect(ImmutableList.toImmutableList());
    this.actions =
        settings.requiredObjects("user_actions").stream()
            .map(action -> new Action(action.string("id"), action.string("title", "")))
            .collect(ImmutableList.toImmutableList());
    if (actions.isEmpty()) {
      throw new InvalidNodeException("user_actions must have at least one action");
    }
    this.timeout = timeout(settings);
  }

  private static Duration timeout(Settings settings) {
    String unit = settings.string("timeout_unit", "hour");
    if (!unit.equals("hour") && !unit.equals("day")) {
      throw new InvalidNodeException("timeout_unit must be hour or day, but was '" + unit + "'");
    }
    long hours = settings.laxInteger("timeout", DEFAULT_HOURS) * (unit.equals("day") ? 24L : 1L);
    if (hours < 1 || hours > MOST_HOURS) {
      throw new InvalidNodeException(
          "timeout must be from one hour to a year, but was " + hours + " hours");
    }
    return Duration.ofHours(hours);
  }

  @Override
  public NodeResult execute(NodeContext context) {
    InputRequest request =
        new InputRequest(
            content.text(context.variables()),
            fields.stream()
                .map(field -> field.field(context.variables()))
                .collect(ImmutableList.toImmutableList()),
            actions,
            timeout);
    if (!context.resumed()) {
      return NodeResult.awaiting(request);
    }
    Optional<InputSubmission> submission = context.submission();
    Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
    for (Field field : request.fields()) {
      outputs.put(
          field.name(),
          submission.isPresent() && submission.get().values().containsKey(field.name())
              ? submission.get().values().get(field.name())
              : field.prefilled());
    }
    outputs.put("__action_id", submission.map(InputSubmission::action).orElse(null));
    outputs.put("__rendered_content", request.content());
    return NodeResult.succeeded(outputs)
        .withInputs(Map.of("form_content", request.content()))
        .withHandle(submission.map(InputSubmission::action).orElse(TIMEOUT));
  }
}
