package io.millrace.variable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariablePoolTest {
  private final VariablePool pool = new VariablePool();

  @Test
  void aScopeSeesItsParentAndKeepsItsWrites() {
    pool.put("n", "a", 1);
    VariablePool scope = pool.scope();
    scope.put("n", "a", 2);
    scope.put("n", "b", 3);
    assertThat(scope.stored("n", "a")).contains(Value.of(2L));
    assertThat(pool.stored("n", "a")).contains(Value.of(1L));
    assertThat(pool.stored("n", "b")).isEmpty();
    assertThat(scope.under("n")).containsOnlyKeys("a", "b");
    pool.put("m", "late", "x");
    assertThat(scope.find(List.of("m", "late"))).contains(Value.of("x"));
  }

  @Test
  void clearingANodeForgetsAllOfItsValuesHere() {
    pool.put("n", "a", 1);
    pool.put("n", "b", 2);
    pool.put("m", "c", 3);
    pool.clear("n");
    assertThat(pool.under("n")).isEmpty();
    assertThat(pool.nodes()).containsExactly("m");
  }

  @Test
  void aPathOfOnePartIsNeverFound() {
    pool.put("n", "a", 1);
    assertThat(pool.find(List.of("n"))).isEmpty();
    assertThat(pool.find(List.of())).isEmpty();
  }

  @Test
  void partsLeadIntoObjectsButNotIntoLists() {
    pool.put("n", "o", Map.of("k", Map.of("l", List.of("x"))));
    assertThat(pool.get(Selector.of("n", "o", "k", "l")))
        .map(Value::type)
        .contains(ValueType.ARRAY_STRING);
    assertThat(pool.get(Selector.of("n", "o", "k", "l", "0"))).isEqualTo(Optional.empty());
  }

  @Test
  void onlyWholeVariablesCanBePut() {
    assertThatThrownBy(() -> pool.put(Selector.of("n", "a", "b"), Value.NONE))
        .isInstanceOf(VariableException.class)
        .hasMessageContaining("got 3 elements");
  }

  @Test
  void manyScopesAndManyNodesStayCheap() {
    for (int i = 0; i < 10_000; i++) {
      pool.put("node" + i, "out", "value");
    }
    VariablePool last = pool;
    for (int i = 0; i < 100_000; i++) {
      last = pool.scope();
      last.put("iteration", "item", (long) i);
    }
    assertThat(last.stored("iteration", "item")).contains(Value.of(99_999L));
    assertThat(last.stored("node9999", "out")).contains(Value.of("value"));
    assertThat(pool.nodes()).hasSize(10_000);
  }

  @Test
  void aDeeplyNestedListIsTypedByItsOutside() {
    List<Object> deep = List.of();
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }
    assertThat(Value.of(deep).type()).isEqualTo(ValueType.ARRAY_ANY);
  }

  @Test
  void aSecretNeverShowsInToStringOrLog() {
    Value secret = new Value(ValueType.SECRET, "tok-1234567890");
    assertThat(secret.toString()).doesNotContain("tok");
    assertThat(secret.log()).isEqualTo("tok-12************90");
  }
}
