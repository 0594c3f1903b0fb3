package io.millrace.datasource.local;

import static io.millrace.datasource.local.Names.quoted;

import com.google.common.base.CharMatcher;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import com.google.common.collect.TreeRangeSet;
import io.millrace.datasource.DatasourceException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads the text of a {@link Glob}, left to right. */
final class GlobParser {
  /** Longer than any path. */
  private static final int LONGEST = 4096;

  private static final CharMatcher SPECIAL = CharMatcher.anyOf("*?[{\\");

  private final String pattern;
  private final List<Glob.State> states = new ArrayList<>();
  private final Deque<Group> groups = new ArrayDeque<>();
  private int here;
  private int i;

  /** Whether a new part of the path begins here. */
  private boolean boundary = true;

  GlobParser(String pattern) {
    this.pattern = pattern;
    this.here = newState();
  }

  static boolean isSpecial(String text) {
    return SPECIAL.matchesAnyOf(text);
  }

  Glob parse() {
    if (pattern.length() > LONGEST) {
      throw problem("is longer than " + LONGEST + " characters");
    }
    while (i < pattern.length()) {
      int c = next();
      switch (c) {
        case '*' -> stars();
        case '?' -> to(GlobParser::isInName, false);
        case '[' -> oneOf();
        case '{' -> openGroup();
        case ',' -> comma();
        case '}' -> closeGroup();
        case '\\' -> literal(i < pattern.length() ? next() : '\\');
        default -> literal(c);
      }
    }
    if (!groups.isEmpty()) {
      throw problem("has a '{' without its '}'");
    }
    return Glob.compiled(states, here);
  }

  private int next() {
    int c = pattern.codePointAt(i);
    i += Character.charCount(c);
    return c;
  }

  private void literal(int c) {
    to(x -> x == c, true);
    boundary = c == '/';
  }

  private void stars() {
    int begin = i - 1;
    while (i < pattern.length() && pattern.charAt(i) == '*') {
      i++;
    }
    boolean atEnd = i == pattern.length() || inGroup(',') || inGroup('}');
    boolean atSlash = !atEnd && pattern.charAt(i) == '/';
    if (i - begin < 2 || !boundary || !(atEnd || atSlash)) {
      int loop = freeTo(newState());
      edge(loop, GlobParser::isInName, false, loop);
      freeTo(newState());
      boundary = false;
    } else if (atEnd) {
      to(x -> true, false);
      edge(here, x -> true, false, here);
      // The loop must not catch what follows a group, so the way on leaves it.
      freeTo(newState());
    } else {
      i++;
      folders();
    }
  }

  /** Any number of folders, also none. */
  private void folders() {
    int between = freeTo(newState());
    int inside = newState();
    edge(between, GlobParser::isInName, false, inside);
    edge(inside, GlobParser::isInName, false, inside);
    edge(inside, x -> x == '/', true, between);
    here = between;
    freeTo(newState());
    boundary = true;
  }

  private static boolean isInName(int c) {
    return c != '/';
  }

  private boolean inGroup(char c) {
    return !groups.isEmpty() && pattern.charAt(i) == c;
  }

  private void oneOf() {
    int end = pattern.indexOf(']', i + 1 + (isNegation(i) ? 1 : 0));
    if (end < 0) {
      literal('[');
      return;
    }
    boolean negated = isNegation(i);
    RangeSet<Integer> set = TreeRangeSet.create();
    int[] members = pattern.substring(negated ? i + 1 : i, end).codePoints().toArray();
    for (int m = 0; m < members.length; m++) {
      boolean range = m + 2 < members.length && members[m + 1] == '-';
      int last = range ? members[m + 2] : members[m];
      if (last >= members[m]) {
        set.add(Range.closed(members[m], last));
      }
      m += range ? 2 : 0;
    }
    i = end + 1;
    to(c -> c != '/' && set.contains(c) != negated, false);
  }

  private boolean isNegation(int at) {
    return at < pattern.length() && (pattern.charAt(at) == '!' || pattern.charAt(at) == '^');
  }

  private void openGroup() {
    groups.push(new Group(here, boundary));
    freeTo(newState());
  }

  private void comma() {
    Group group = groups.peek();
    if (group == null) {
      literal(',');
      return;
    }
    group.end(here, boundary);
    here = group.begin;
    freeTo(newState());
    boundary = group.boundary;
  }

  private void closeGroup() {
    if (groups.isEmpty()) {
      literal('}');
      return;
    }
    Group group = groups.pop();
    group.end(here, boundary);
    int join = newState();
    for (int end : group.ends) {
      states.get(end).free.add(join);
    }
    here = join;
    boundary = group.endsAtBoundary;
  }

  private int newState() {
    states.add(new Glob.State());
    return states.size() - 1;
  }

  private int freeTo(int state) {
    states.get(here).free.add(state);
    here = state;
    return state;
  }

  private void to(IntPredicate on, boolean spelledOut) {
    int state = newState();
    edge(here, on, spelledOut, state);
    here = state;
    boundary = false;
  }

  private void edge(int from, IntPredicate on, boolean spelledOut, int to) {
    states.get(from).edges.add(new Glob.Edge(on, spelledOut, to));
  }

  private DatasourceException problem(String what) {
    return DatasourceException.permanent(
        "The glob " + quoted(pattern) + " " + what + ". Write \\{ for a brace in a name.", null);
  }

  /** An open brace: where its alternatives begin, and where those read so far end. */
  private static final class Group {
    final int begin;
    final boolean boundary;
    final List<Integer> ends = new ArrayList<>();
    boolean endsAtBoundary = true;

    Group(int begin, boolean boundary) {
      this.begin = begin;
      this.boundary = boundary;
    }

    void end(int state, boolean atBoundary) {
      ends.add(state);
      endsAtBoundary &= atBoundary;
    }
  }
}
