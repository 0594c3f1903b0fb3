package io.millrace.pipeline;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Tells what an unquoted YAML scalar is, as PyYAML's safe loader does (YAML 1.1): {@code on} is a
 * boolean, {@code 017} octal, {@code 1:30} sexagesimal, {@code 1e5} a string.
 */
final class YamlScalars extends Resolver {
  /** Python refuses to convert longer digit strings. */
  static final int MAX_DIGITS = 4300;

  static final ImmutableMap<String, Boolean> BOOLEANS =
      ImmutableMap.of(
          "yes", true, "no", false, "true", true, "false", false, "on", true, "off", false);

  private static final ImmutableSet<String> NULLS =
      ImmutableSet.of("", "~", "null", "Null", "NULL");
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:0|[1-9][0-9_]*+)");
  private static final Pattern OTHER_INT =
      Pattern.compile(
          "[-+]?0b[01_]++|[-+]?0[0-7_]++|[-+]?0x[0-9a-fA-F_]++"
              + "|[-+]?[1-9][0-9_]*+(?::[0-5]?[0-9])++");
  private static final Pattern FLOATING =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*+\\.[0-9_]*+(?:[eE][-+][0-9]++)?"
              + "|\\.[0-9][0-9_]*+(?:[eE][-+][0-9]++)?"
              + "|[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++\\.[0-9_]*+"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");

  @Override
  public Tag resolve(NodeId kind, @Nullable String value, boolean implicit) {
    return kind == NodeId.scalar && implicit && value != null
        ? tagOf(value)
        : super.resolve(kind, value, false);
  }

  static Tag tagOf(String plain) {
    if (NULLS.contains(plain)) {
      return Tag.NULL;
    } else if (isBoolean(plain)) {
      return Tag.BOOL;
    } else if (plain.equals("<<")) {
      return Tag.MERGE;
    } else if ("+-.0123456789".indexOf(plain.charAt(0)) < 0) {
      return Tag.STR;
    } else if (DECIMAL.matcher(plain).matches()) {
      return Tag.INT;
    } else if (plain.length() > MAX_DIGITS) {
      return Tag.STR;
    } else if (OTHER_INT.matcher(plain).matches()) {
      return Tag.INT;
    } else if (FLOATING.matcher(plain).matches()) {
      return Tag.FLOAT;
    }
    return TIMESTAMP.matcher(plain).matches() ? Tag.TIMESTAMP : Tag.STR;
  }

  /** True, TRUE and true, but not tRUE. */
  private static boolean isBoolean(String plain) {
    if (plain.length() > 5) {
      return false;
    }
    String lower = plain.toLowerCase(Locale.ROOT);
    String rest = plain.substring(1);
    return BOOLEANS.containsKey(lower)
        && (rest.equals(lower.substring(1)) || plain.equals(lower.toUpperCase(Locale.ROOT)));
  }
}
