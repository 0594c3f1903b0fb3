package io.millrace.node.http;

import io.millrace.variable.Template;
import io.millrace.variable.VariablePool;

/**
 * A text with its references replaced.
 *
 * @param text what is sent
 * @param shown what events show: secrets masked
 */
record Rendered(String text, String shown) {

  static Rendered of(Template template, VariablePool variables) {
    String text = template.text(variables);
    return new Rendered(text, template.showsSecret(variables) ? template.log(variables) : text);
  }

  static Rendered of(String template, VariablePool variables) {
    return of(Template.parse(template), variables);
  }
}
