package io.millrace.extractor.tika;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Subtitles as {@code speaker "text"} lines, the cues of one speaker in a row merged (spec/04 §4,
 * row {@code text/vtt}).
 */
final class VttText {
  private static final Pattern VOICE = Pattern.compile("<v(?:\\.[^ >]*)?\\s+([^>]*)>");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private record Cue(String speaker, String text) {}

  private VttText() {}

  static String read(String vtt) {
    List<Cue> merged = new ArrayList<>();
    for (Cue cue : cues(vtt)) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).speaker().equals(cue.speaker())) {
        merged.set(last, new Cue(cue.speaker(), merged.get(last).text() + " " + cue.text()));
      } else {
        merged.add(cue);
      }
    }
    return String.join(
        "\n", merged.stream().map(cue -> cue.speaker() + " \"" + cue.text() + "\"").toList());
  }

  private static List<Cue> cues(String vtt) {
    List<Cue> cues = new ArrayList<>();
    List<String> payload = new ArrayList<>();
    boolean inCue = false;
    for (String line : (vtt + "\n\n").split("\r\n|\r|\n", -1)) {
      if (line.contains("-->")) {
        inCue = true;
      } else if (line.isBlank()) {
        if (inCue && !payload.isEmpty()) {
          cues.add(cue(String.join(" ", payload)));
        }
        payload.clear();
        inCue = false;
      } else if (inCue) {
        payload.add(line);
      }
    }
    return cues;
  }

  private static Cue cue(String payload) {
    Matcher voice = VOICE.matcher(payload);
    String speaker = voice.find() ? voice.group(1).strip() : "";
    return new Cue(speaker, TAG.matcher(payload).replaceAll("").strip());
  }
}
