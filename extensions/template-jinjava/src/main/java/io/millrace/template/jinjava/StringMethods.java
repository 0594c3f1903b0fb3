package io.millrace.template.jinjava;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The methods of Python's str. */
final class StringMethods {
  private static final int SIGMA = 'Σ';
  private static final int DOTLESS_I = 'ı';

  /** How far around a sigma is looked for the end of its word. */
  private static final int NEAR = 64;

  private StringMethods() {}

  static @Nullable Object get(Object value, String name) {
    String text = value.toString();
    Function method = plain(text, name);
    if (method == null) {
      method = StringSearch.get(text, name);
    }
    return value instanceof Markup ? MarkupMethods.of(text, name, method) : method;
  }

  private static @Nullable Function plain(String text, String name) {
    return switch (name) {
      case "upper" -> (run, args) -> text.toUpperCase(Locale.ROOT);
      case "lower" -> (run, args) -> text.toLowerCase(Locale.ROOT);
      case "casefold" -> (run, args) -> foldCase(text);
      case "capitalize" -> (run, args) -> capitalize(text);
      case "title" -> (run, args) -> title(text);
      case "swapcase" -> (run, args) -> swapCase(text);
      case "strip" -> (run, args) -> strip(text, args, true, true);
      case "lstrip" -> (run, args) -> strip(text, args, true, false);
      case "rstrip" -> (run, args) -> strip(text, args, false, true);
      case "center", "ljust", "rjust" -> (run, args) -> pad(run, text, name, args);
      case "zfill" -> (run, args) -> zeroFill(run, text, Numbers.toIndex(args.get(0)));
      case "expandtabs" -> (run, args) -> expandTabs(run, text, args.bind(name, "tabsize"));
      case "join" -> (run, args) -> join(run, text, args.get(0));
      case "format" -> (run, args) -> new BraceFormat(run, args).apply(text);
      case "format_map" ->
          (run, args) -> new BraceFormat(run, DictMethods.arguments(args)).apply(text);
      case "isalpha" -> test(text, Character::isLetter);
      case "isdigit", "isdecimal" -> test(text, Character::isDigit);
      case "isnumeric" -> test(text, StringMethods::isNumeric);
      case "isalnum" -> test(text, c -> Character.isLetter(c) || isNumeric(c));
      case "isspace" -> test(text, Texts::isSpace);
      case "isascii" -> (run, args) -> text.chars().allMatch(c -> c < 128);
      case "isprintable" -> (run, args) -> text.codePoints().allMatch(Repr::isPrintable);
      case "isidentifier" -> (run, args) -> isIdentifier(text);
      case "isupper" -> (run, args) -> isCased(text) && text.equals(text.toUpperCase(Locale.ROOT));
      case "islower" -> (run, args) -> isCased(text) && text.equals(text.toLowerCase(Locale.ROOT));
      case "istitle" -> (run, args) -> isCased(text) && text.equals(title(text));
      default -> null;
    };
  }

  private static Function test(String text, IntPredicate each) {
    return (run, args) -> !text.isEmpty() && text.codePoints().allMatch(each);
  }

  private static boolean isNumeric(int c) {
    return switch (Character.getType(c)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  private static boolean isIdentifier(String text) {
    return !text.isEmpty()
        && (Character.isUnicodeIdentifierStart(text.codePointAt(0)) || text.charAt(0) == '_')
        && text.codePoints().allMatch(Character::isUnicodeIdentifierPart);
  }

  private static boolean isCased(String text) {
    return text.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
  }

  static String capitalize(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String first = text.substring(0, text.offsetByCodePoints(0, 1));
    String lower = text.toLowerCase(Locale.ROOT); // all of it: a final sigma has its own form
    return titleCase(first) + lower.substring(first.toLowerCase(Locale.ROOT).length());
  }

  /** Returns one character as it begins a word: {@code ß} becomes {@code Ss}. */
  private static String titleCase(String character) {
    int title = Character.toTitleCase(character.codePointAt(0));
    String upper = character.toUpperCase(Locale.ROOT);
    return title == character.codePointAt(0) && upper.length() > character.length()
        ? lowerAfterFirstLetter(upper)
        : Character.toString(title);
  }

  private static String lowerAfterFirstLetter(String upper) {
    int first = 0;
    while (first < upper.length() - 1 && !Character.isUpperCase(upper.charAt(first))) {
      first++;
    }
    return upper.substring(0, first + 1) + upper.substring(first + 1).toLowerCase(Locale.ROOT);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder();
    boolean inWord = false;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int c = text.codePointAt(at);
      boolean cased =
          Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
      out.append(inWord && cased ? lowerAt(text, at) : titleCase(Character.toString(c)));
      inWord = cased;
    }
    return out.toString();
  }

  /** A sigma at the end of a word has a form of its own; what is near it decides. */
  private static String lowerAt(String text, int at) {
    int c = text.codePointAt(at);
    if (c != SIGMA) {
      return Character.toString(c).toLowerCase(Locale.ROOT);
    }
    String before = text.substring(Math.max(0, at - NEAR), at);
    String around = before + text.substring(at, Math.min(text.length(), at + NEAR));
    int lowered = before.toLowerCase(Locale.ROOT).length();
    return around.toLowerCase(Locale.ROOT).substring(lowered, lowered + 1);
  }

  private static String swapCase(String text) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      String c = Character.toString(text.codePointAt(at));
      out.append(
          Character.isUpperCase(text.codePointAt(at))
              ? lowerAt(text, at)
              : Character.isTitleCase(text.codePointAt(at)) ? c : c.toUpperCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static String foldCase(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints().forEach(c -> out.append(folded(c)));
    return out.toString();
  }

  private static String folded(int c) {
    String lower = Character.toString(c).toLowerCase(Locale.ROOT);
    return c == DOTLESS_I
        ? lower
        : lower.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
  }

  private static String strip(String text, Args args, boolean left, boolean right) {
    if (args.count() == 0 || args.get(0) == None.NONE) {
      String start = left ? Texts.stripLeft(text) : text;
      return right ? Texts.stripRight(start) : start;
    }
    String characters = Texts.require(args.get(0), "strip arg");
    return stripCharacters(text, characters, left, right);
  }

  static String stripCharacters(String text, String characters, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && characters.indexOf(text.codePointAt(from)) >= 0) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && characters.indexOf(text.codePointBefore(to)) >= 0) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static String pad(Run run, String text, String name, Args args) {
    int width = Numbers.toIndex(args.get(0));
    String fill = args.count() > 1 ? Texts.require(args.get(1), "The fill character") : " ";
    if (Texts.length(fill) != 1) {
      throw TemplateException.type("The fill character must be exactly one character long");
    }
    int missing = Math.max(0, width - Texts.length(text));
    int left =
        switch (name) {
          case "ljust" -> 0;
          case "rjust" -> missing;
          default -> missing / 2 + (missing & width & 1);
        };
    return Texts.repeat(run, fill, left) + text + Texts.repeat(run, fill, missing - left);
  }

  private static String zeroFill(Run run, String text, int width) {
    int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    String zeros = Texts.repeat(run, "0", width - Texts.length(text));
    return text.substring(0, sign) + zeros + text.substring(sign);
  }

  private static String expandTabs(Run run, String text, Args.Bound args) {
    int size = args.integer(0, 8);
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (int c : text.codePoints().toArray()) {
      if (c == '\t') {
        int spaces = size > 0 ? size - column % size : 0;
        out.append(Texts.repeat(run, " ", spaces));
        column += spaces;
      } else {
        out.appendCodePoint(c);
        column = c == '\n' || c == '\r' ? 0 : column + 1;
      }
    }
    return out.toString();
  }

  private static String join(Run run, String separator, Object elements) {
    List<String> parts = new ArrayList<>();
    for (Object element : Iteration.list(run, elements)) {
      if (!(element instanceof CharSequence text)) {
        throw TemplateException.type(
            "sequence item "
                + parts.size()
                + ": expected str instance, "
                + PythonTypes.name(element)
                + " found");
      }
      run.spend((long) text.length() + separator.length());
      parts.add(text.toString());
    }
    return String.join(separator, parts);
  }
}
