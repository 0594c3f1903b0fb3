package io.millrace.code.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.node.CodeExecutionException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow: a Python context takes seconds to open the first time. */
@Tag("python")
class PythonTest {
  private static final GraalCodeExecutor PYTHON =
      new GraalCodeExecutor(Language.PYTHON, Calls.LIMITS);

  @AfterAll
  static void close() {
    PYTHON.close();
  }

  @Test
  void mainGetsPythonsOwnTypesAndItsResultComesBackTyped() {
    String code =
        """
        def main(a: int, f: float, l: list, d: dict, s: str, n, b):
            types = ' '.join(t.__class__.__name__ for t in (a, f, l, d, s, n, b))
            return {'types': types, 'sum': a + l[1], 'half': a / 2, 'whole': a // 2, 'one': 1.0,
                    'huge': 2 ** 70, 'text': s.upper(), 'd': {**d, 'x': [None, True]}}
        """;
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    inputs.put("a", 3L);
    inputs.put("f", 2.0);
    inputs.put("l", List.of(1L, 2L));
    inputs.put("d", Map.of("k", "v"));
    inputs.put("s", "é😀");
    inputs.put("n", null);
    inputs.put("b", true);

    Map<String, @Nullable Object> outputs = run(code, inputs);

    assertThat(outputs)
        .containsEntry("types", "int float list dict str NoneType bool")
        .containsEntry("sum", 5L)
        .containsEntry("half", 1.5)
        .containsEntry("whole", 1L)
        .containsEntry("one", 1.0)
        .containsEntry("huge", BigInteger.TWO.pow(70))
        .containsEntry("text", "É😀");
    assertThat(outputs.get("d")).hasToString("{k=v, x=[null, true]}");
  }

  @Test
  void theUsualModulesCanBeImported() {
    String code =
        """
        import json, re, math
        from datetime import datetime, timedelta
        from collections import Counter
        def main(text):
            words = re.findall(r'\\w+', text)
            return {'n': len(words), 'top': Counter(words).most_common(1)[0][0],
                    'j': json.loads('{"a": [1]}'), 's': math.sqrt(16),
                    'd': (datetime(2020, 1, 1) + timedelta(days=1)).strftime('%Y-%m-%d')}
        """;
    for (int i = 0; i < 2; i++) {
      assertThat(run(code, Map.of("text", "a b a")))
          .containsEntry("n", 3L)
          .containsEntry("top", "a")
          .containsEntry("s", 4.0)
          .containsEntry("d", "2020-01-02");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      textBlock =
          """
          raise ValueError('boom')                     => ValueError: boom
          return 5                                     => must return a dict
          return {'r': {1, 2}}                         => not JSON serializable
          return (                                     => SyntaxError
          f = lambda n: f(n + 1); f(0)                 => RecursionError
          return {'r': 'x' * 2000000}                  => more than 1000000 characters
          import sys; sys.exit(3)                      => tried to end the program
          import os; os._exit(3)                       => tried to end the program
          open('/etc/passwd').read()                   => not permitted
          import os; os.listdir('/')                   => not permitted
          open('/tmp/x', 'w').write('x')               => not permitted
          import subprocess; subprocess.run(['ls'])    => not permitted
          import java; java.type('java.lang.System')   => not allowed
          import threading; threading.Thread(target=print).start() => not allowed
          import socket; socket.create_connection(('127.0.0.1', 9), 1) => excluded
          import ctypes; ctypes.CDLL(None)             =>
          """)
  void whatIsForbiddenOrGoesWrongFailsWithPythonsWords(String body, @Nullable String message) {
    assertThatThrownBy(() -> run("def main():\n    " + body + "\n", Map.of()))
        .isInstanceOf(CodeExecutionException.class)
        .hasMessageMatching(
            "(?is).*" + java.util.regex.Pattern.quote(message == null ? "" : message) + ".*");
  }

  @Test
  void theEnvironmentOfTheProgramIsNotThere() {
    String path = System.getenv("PATH");
    assertThat(run("import os\ndef main():\n    return {'r': dict(os.environ)}", Map.of()))
        .satisfies(
            outputs ->
                assertThat(outputs.toString())
                    .doesNotContain("PATH=")
                    .doesNotContain(String.valueOf(path)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import builtins; builtins.len = lambda x: 42",
        "import json; json.dumps = lambda *a: '{\"leak\": 1}'",
        "import json; json.leak = 1",
        "import json; setattr(json, 'leak', 1)",
        "import json as j; vars(j)['leak'] = 1",
        "import json; m = json; m.__dict__['leak'] = 1",
        "__builtins__['len'] = lambda x: 42",
        "globals()['__builtins__']['leak'] = 1",
        "import sys; sys.modules['leak'] = 1; sys.path.append('leak')",
        "from json import encoder; encoder.ESCAPE_DCT['leak'] = 1",
        "import json.encoder; json.encoder.ESCAPE_DCT['leak'] = 1",
        "import random; random.seed(1)",
        "exec('import json; json.leak = 1')",
        "type('Leak', (object,), {})",
        "(lambda: 0).__globals__['leak'] = 1",
        "class Leak(dict): pass",
      })
  void whatOneCallChangesNoOtherCallSees(String change) {
    try {
      run("def main():\n    " + change.replace("; ", "\n    ") + "\n    return {}\n", Map.of());
    } catch (CodeExecutionException refused) {
      assertThat(refused).hasMessageNotContaining("could not be run");
    }
    String probe =
        """
        import json, sys
        from json import encoder
        def main():
            seen = []
            if len('a') != 1: seen.append('len')
            if hasattr(json, 'leak') or 'leak' in json.dumps({'a': 1}): seen.append('json')
            if 'leak' in sys.modules or 'leak' in sys.path: seen.append('sys')
            if 'leak' in encoder.ESCAPE_DCT: seen.append('encoder')
            if 'leak' in globals() or 'leak' in dir(__builtins__): seen.append('globals')
            if any(c.__name__ == 'Leak' for c in object.__subclasses__() + dict.__subclasses__()):
                seen.append('class')
            return {'seen': seen}
        """;
    assertThat(run(probe, Map.of())).containsEntry("seen", List.of());
  }

  @Test
  void globalsOfTheCodeStartAnew() {
    String counting = "n = 0\ndef main():\n    global n\n    n = n + 1\n    return {'n': n}\n";
    assertThat(run(counting, Map.of())).containsEntry("n", 1L);
    assertThat(run(counting, Map.of())).containsEntry("n", 1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"while True: pass", "import time; time.sleep(1000)"})
  void codeWithoutEndIsStopped(String loop) {
    run("def main():\n    return {}\n", Map.of());
    long start = System.nanoTime();

    assertThatThrownBy(
            () ->
                PYTHON.execute(
                    Calls.request("def main():\n    " + loop, Map.of(), Duration.ofMillis(500))))
        .isInstanceOf(CodeExecutionException.class)
        .hasMessageContaining("took too long");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = []\n    while True: a.append([0] * 100000)",
        "a = [0] * 10 ** 9",
        "a = list(range(10 ** 9))",
        "s = 'x' * 10 ** 10",
        "s = 2 ** 10 ** 10",
      })
  void codeThatEatsMemoryIsStoppedAndTheProgramLives(String eater) {
    assertThatThrownBy(
            () ->
                PYTHON.execute(
                    Calls.request(
                        "def main():\n    " + eater + "\n    return {'r': 1}\n",
                        Map.of(),
                        Duration.ofSeconds(30))))
        .isInstanceOf(CodeExecutionException.class);
    assertThat(run("def main():\n    return {'r': 1}\n", Map.of())).containsEntry("r", 1L);
  }

  private static Map<String, @Nullable Object> run(
      String code, Map<String, @Nullable Object> inputs) {
    return Calls.run(PYTHON, code, inputs);
  }
}
