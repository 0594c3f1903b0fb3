package io.millrace.model.langchain4j;

import com.google.common.collect.ImmutableSet;

/**
 * What a chat model is called on the server, and what it can.
 *
 * @param model its name on the server
 * @param files kinds of files that it takes: {@code image}, {@code audio}, {@code document}
 * @param tools whether it can ask for functions
 */
record ServedChat(String model, ImmutableSet<String> files, boolean tools) {
  static final ImmutableSet<String> KINDS = ImmutableSet.of("image", "audio", "document");

  ServedChat {
    if (!KINDS.containsAll(files)) {
      throw new IllegalArgumentException(
          "Kinds of files are some of " + KINDS + ", but were " + files);
    }
  }
}
