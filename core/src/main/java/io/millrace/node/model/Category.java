package io.millrace.node.model;

import io.millrace.node.Settings;
import io.millrace.variable.Template;

/**
 * One class of a {@code question-classifier}.
 *
 * @param id the edge that is followed
 * @param name what belongs to it, for the model
 * @param label what it is called
 */
record Category(String id, Template name, String label) {

  /** Reads the class at a place of the list, from 1. */
  static Category read(Settings settings, int place) {
    String label = settings.string("label", "");
    return new Category(
        settings.string("id"),
        Template.parse(settings.string("name")),
        label.isEmpty() ? "CLASS " + place : label);
  }
}
