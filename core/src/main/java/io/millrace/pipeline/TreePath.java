package io.millrace.pipeline;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Where a value stands in a tree, such as {@code data.cases[0].case_id}; written out only when
 * somebody asks, since most places are never mentioned.
 *
 * @param key the key in a map, or {@code null} for an element of a list
 */
record TreePath(@Nullable TreePath parent, @Nullable String key, int index) {

  static TreePath key(@Nullable TreePath parent, String key) {
    return new TreePath(parent, key, 0);
  }

  static TreePath element(@Nullable TreePath parent, int index) {
    return new TreePath(parent, null, index);
  }

  @Override
  public String toString() {
    Deque<String> steps = new ArrayDeque<>();
    for (TreePath place = this; place != null; place = place.parent) {
      steps.push(place.key == null ? "[" + place.index + "]" : "." + place.key);
    }
    String path = String.join("", steps);
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
