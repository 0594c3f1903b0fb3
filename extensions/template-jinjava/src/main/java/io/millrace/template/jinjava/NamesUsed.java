package io.millrace.template.jinjava;

import java.util.HashSet;
import java.util.Set;

/** What a template, while it is read, turns out to use. */
final class NamesUsed {
  private final Set<String> names = new HashSet<>();
  private boolean mutates;
  private int conditions;

  void add(String name) {
    names.add(name);
  }

  void addAttribute(String name) {
    mutates |= ListMethods.MUTATORS.contains(name);
  }

  /** Returns whether the template may change lists or dicts that it was given. */
  boolean mutates() {
    return mutates;
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** Forgets a name; returns whether it was there. */
  boolean remove(String name) {
    return names.remove(name);
  }

  void enterCondition() {
    conditions++;
  }

  void leaveCondition() {
    conditions--;
  }

  /** Returns what stands for a filter or test that does not exist: an error when it is reached. */
  Expr missing(String message) {
    if (conditions == 0) {
      throw TemplateException.syntax(message);
    }
    return frame -> {
      throw TemplateException.syntax(message);
    };
  }
}
