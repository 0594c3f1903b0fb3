package io.millrace.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.python.PythonJson;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {

  private static Map<?, ?> schema(String json) {
    return (Map<?, ?>) Objects.requireNonNull(PythonJson.parse(json));
  }

  private static @Nullable String problem(String schema, String value) {
    return JsonSchema.problem(schema(schema), PythonJson.parse(value), "v");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"type\": \"integer\"} | 1.5 | v is not of type integer",
        "{\"type\": \"number\"} | true | v is not of type number",
        "{\"type\": [\"string\", \"null\"]} | 1 | v is not of type [string, null]",
        "{\"enum\": [1, \"a\"]} | true | v is not one of [1, a]",
        "{\"const\": {\"a\": [0]}} | {\"a\": [false]} | v is not {a=[0]}",
        "{\"pattern\": \"^a+$\"} | \"aab\" | v does not match the pattern ^a+$",
        "{\"minLength\": 3} | \"ab\" | v: the length is less than the minLength of 3",
        "{\"exclusiveMinimum\": 0} | 0 | v is not more than the exclusiveMinimum of 0",
        "{\"exclusiveMaximum\": 1.5} | 1.5 | v is not less than the exclusiveMaximum of 1.5",
        "{\"multipleOf\": 0.1} | 0.35 | v is not a multiple of 0.1",
        "{\"uniqueItems\": true} | [1, 2, 1.0] | v holds an item twice",
        "{\"maxItems\": 1} | [1, 2] | v: the number of items is more than the maxItems of 1",
        "{\"contains\": {\"type\": \"string\"}} | [1] | v holds no item that matches the schema of"
            + " contains",
        "{\"items\": [{\"type\": \"string\"}], \"additionalItems\": false} | [\"a\", 1] | v[1] is"
            + " not expected",
        "{\"dependencies\": {\"a\": [\"b\"]}} | {\"a\": 1} | v: 'b' is a required property",
        "{\"dependencies\": {\"a\": {\"maxProperties\": 1}}} | {\"a\": 1, \"b\": 2} | v: the number"
            + " of members is more than the maxProperties of 1",
        "{\"items\": {\"properties\": {\"a\": {\"maximum\": 1}}}} | [{\"a\": 2}] | v[0].a is more"
            + " than the maximum of 1",
        "{\"properties\": {\"a\": {}}, \"additionalProperties\": false} | {\"b\": 1} | v.b is not"
            + " expected",
        "{\"additionalProperties\": {\"type\": \"string\"}} | {\"b\": 1} | v.b is not of type"
            + " string",
        "{\"patternProperties\": {\"^n_\": {\"type\": \"number\"}}} | {\"n_x\": \"\"} | v.n_x is"
            + " not of type number",
        "{\"propertyNames\": {\"maxLength\": 2}} | {\"abc\": 1} | v.abc (its name): the length is"
            + " more than the maxLength of 2",
        "{\"minProperties\": 1} | {} | v: the number of members is less than the minProperties of"
            + " 1",
        "{\"required\": [\"a\"]} | {} | v: 'a' is a required property",
        "{\"allOf\": [{}, {\"type\": \"string\"}]} | 1 | v is not of type string",
        "{\"anyOf\": [{\"type\": \"string\"}, {\"type\": \"null\"}]} | 1 | v matches none of the"
            + " schemas of anyOf",
        "{\"oneOf\": [{\"type\": \"number\"}, {\"minimum\": 0}]} | 1 | v matches 2 of the schemas"
            + " of oneOf, not one",
        "{\"not\": {\"type\": \"string\"}} | \"a\" | v matches the schema that it must not match",
        "{\"if\": {\"minimum\": 5}, \"then\": {\"multipleOf\": 5}} | 7 | v is not a multiple of 5",
        "{\"if\": {\"minimum\": 5}, \"else\": {\"multipleOf\": 2}} | 3 | v is not a multiple of 2",
        "{\"$defs\": {\"x/y\": {\"type\": \"null\"}}, \"$ref\": \"#/$defs/x~1y\"} | 1 | v is not of"
            + " type null",
        "{\"$ref\": \"#/$defs/gone\"} | 1 | v cannot be checked: the schema has no '#/$defs/gone'",
        "{\"$ref\": \"#\"} | 1 | v cannot be checked: the schema leads too far"
      })
  void whatIsWrongIsNamedWithItsPlace(String schema, String value, String problem) {
    assertThat(problem(schema, value)).isEqualTo(problem);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"type\": \"integer\"} | 1.0",
        "{\"enum\": [1, \"a\"]} | 1.0",
        "{\"pattern\": \"b\"} | \"abc\"",
        "{\"pattern\": \"^(?P<one>.)(?P=one)$\"} | \"ää\"",
        "{\"multipleOf\": 0.1} | 0.3",
        "{\"uniqueItems\": true} | [1, true, \"1\", [1], [true]]",
        "{\"minimum\": 5, \"pattern\": \"x\", \"minItems\": 3} | {}",
        "{\"patternProperties\": {\"^n_\": {}}, \"additionalProperties\": false} | {\"n_x\": \"\"}",
        "{\"anyOf\": []} | 1",
        "{\"format\": \"email\"} | \"nobody\"",
        "{\"properties\": {\"next\": {\"$ref\": \"#\"}}} | {\"next\": {\"next\": {}}}"
      })
  void whatASchemaDoesNotForbidIsFine(String schema, String value) {
    assertThat(problem(schema, value)).isNull();
  }

  @Test
  void aPatternThatExplodesOrASchemaThatMultipliesIsGivenUp() {
    assertThat(
            problem(
                "{\"pattern\": \"(.*)(.*)(.*)(.*)(.*)(.*)b\\\\1x\"}", "\"" + "a".repeat(99) + "\""))
        .isEqualTo(
            "v cannot be checked: the pattern (.*)(.*)(.*)(.*)(.*)(.*)b\\1x takes too long on it");
    assertThat(problem("{\"pattern\": \"^(a|b)*$\"}", "\"" + "ab".repeat(100_000) + "\""))
        .isIn(null, "v cannot be checked: the pattern ^(a|b)*$ takes too long on it");
    String twice = "{\"anyOf\": [{\"$ref\": \"#/$defs/%d\"}, {\"$ref\": \"#/$defs/%d\"}]}";
    StringBuilder defs = new StringBuilder("\"40\": false");
    for (int i = 0; i < 40; i++) {
      defs.append(", \"").append(i).append("\": ").append(twice.formatted(i + 1, i + 1));
    }
    assertThat(problem("{\"$defs\": {" + defs + "}, \"$ref\": \"#/$defs/0\"}", "1"))
        .contains("v matches none of the schemas of anyOf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"properties\": {\"a\": {\"anyOf\": [{\"pattern\": \"(\"}]}}} |"
            + " json_schema.properties.a.anyOf.pattern is not a regular expression: '('",
        "{\"items\": {\"type\": \"text\"}} | json_schema.items.type must be one of",
        "{\"required\": \"a\"} | Invalid JSON schema: json_schema.required is not of type array",
        "{\"minLength\": -1} | Invalid JSON schema: json_schema.minLength is less than the minimum",
        "{\"properties\": {\"a\": 1}} | Invalid JSON schema: json_schema.properties.a is not of"
            + " type",
        "{\"anyOf\": []} | Invalid JSON schema: json_schema.anyOf: the number of items is less",
        "{\"not\": {\"enum\": 1}} | Invalid JSON schema: json_schema.not.enum is not of type array"
      })
  void whatIsNoSchemaIsRefusedWithItsPlace(String schema, String message) {
    assertThatThrownBy(() -> JsonSchema.check(schema(schema)))
        .isInstanceOf(InvalidNodeException.class)
        .hasMessageStartingWith(message);
  }
}
