package io.millrace.code.graal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.node.CodeExecutionException;
import io.millrace.node.CodeExecutor;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaScriptTest {
  private static final GraalCodeExecutor JAVASCRIPT =
      new GraalCodeExecutor(Language.JAVASCRIPT, Calls.LIMITS);

  @AfterAll
  static void close() {
    JAVASCRIPT.close();
  }

  @Test
  void mainGetsItsInputsInOneObjectAndItsResultComesBackTyped() {
    String code =
        """
        function main({a, list, o}) {
          return {sum: a + list[1], half: a / 2, text: o.name + '!', yes: true, no: null,
                  deep: [{x: 1}], huge: 123456789012345678901234567890n};
        }
        """;

    Map<String, @Nullable Object> outputs =
        run(code, Map.of("a", 3L, "list", List.of(1L, 2L), "o", Map.of("name", "é😀")));

    assertThat(outputs)
        .containsEntry("sum", 5L)
        .containsEntry("half", 1.5)
        .containsEntry("text", "é😀!")
        .containsEntry("yes", true)
        .containsEntry("no", null)
        .containsEntry("deep", List.of(Map.of("x", 1L)))
        .containsEntry("huge", new BigInteger("123456789012345678901234567890"));
  }

  @Test
  void anArrowFunctionAndAnAsyncOneWillDo() {
    assertThat(run("const main = ({a}) => ({r: a * 2})", Map.of("a", 4L))).containsEntry("r", 8L);
    assertThat(run("async function main({a}) { await null; return {r: a} }", Map.of("a", 4L)))
        .containsEntry("r", 4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "@@",
      textBlock =
          """
          function main() { throw new Error('boom') } @@ Error: boom (line 1)
          function main() { return 5 } @@ must return an object
          function main() { return undefined } @@ must return an object
          function other() {} @@ main is not defined
          function main( { @@ SyntaxError
          async function main() { await new Promise(() => {}) } @@ a promise that nothing settles
          function main() { const o = {}; o.o = o; return o } @@ TypeError
          function main() { function f() { return f() + 1 } f() } @@ Maximum call stack
          function main() { return {r: 'x'.repeat(2000000)} } @@ more than 1000000 characters
          """)
  void whatGoesWrongIsSaidInTheLanguagesOwnWords(String code, String message) {
    assertThatThrownBy(() -> run(code, Map.of()))
        .isInstanceOf(CodeExecutionException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java",
        "Polyglot",
        "Graal",
        "Packages",
        "load",
        "loadWithNewGlobal",
        "print",
        "quit",
        "process",
        "require",
        "fetch",
        "XMLHttpRequest",
        "WebAssembly",
        "setTimeout",
        "java",
        "SharedArrayBuffer",
        "Atomics",
        "FinalizationRegistry",
        "read",
        "readFully",
        "exit"
      })
  void nothingOfTheHostHasAName(String name) {
    assertThat(run("function main() { return {r: typeof " + name + "} }", Map.of()))
        .containsEntry("r", "undefined");
  }

  @Test
  void modulesCannotBeImported() {
    assertThatThrownBy(
            () ->
                run("async function main() { return {r: await import('/etc/passwd')} }", Map.of()))
        .isInstanceOf(CodeExecutionException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object.prototype.leak = 1",
        "Array.prototype.leak = 1; [].__proto__.leak = 2",
        "Function.prototype.leak = 1; (function () {}).constructor.leak = 1",
        "(function* () {}).constructor.prototype.leak = 1",
        "Object.getPrototypeOf([][Symbol.iterator]()).leak = 1",
        "Object.getPrototypeOf(async function () {}).leak = 1",
        "Promise.prototype.leak = 1; Map.prototype.leak = 1; JSON.leak = 1; Math.leak = 1",
        "leak = 1",
        "globalThis.leak = 1",
        "this.leak = 1",
        "var g = Function('return this')(); g.leak = 1",
        "(0, eval)('var leak = 1'); (0, eval)('function leak2() {}')",
        "Object.defineProperty(globalThis, 'leak', {value: 1})",
        "Object.setPrototypeOf(globalThis, {leak: 1})",
        "Object.freeze(globalThis)",
        "Object.prototype.toJSON = function () { return 1 }",
        "Promise.resolve().then(() => { globalThis.leak = 1 })",
        "arguments.callee.caller.leak = 1",
        "globalThis.leak = 1; throw new Error('after')",
        "'leak'.match(/leak/)",
      })
  void whatOneCallChangesNoOtherCallSees(String change) {
    String probe =
        """
        function main() {
          let seen = [];
          for (const o of [{}, [], function () {}, function* () {}, [][Symbol.iterator](),
                           async function () {}, Promise.resolve(), new Map(), JSON, Math,
                           globalThis, main.constructor]) {
            if (o.leak !== undefined) seen.push(String(o));
          }
          if (typeof leak !== 'undefined') seen.push('leak');
          if (typeof leak2 !== 'undefined') seen.push('leak2');
          if (RegExp.lastMatch) seen.push('match');
          implicit = 1;
          return {seen, implicit, json: JSON.stringify({a: [1]})};
        }
        """;
    try {
      run("function main() { try { " + change + " } finally { }; return {} }", Map.of());
    } catch (CodeExecutionException refused) {
      assertThat(refused).hasMessageNotContaining("could not be run");
    }

    for (int i = 0; i < 3; i++) {
      assertThat(run(probe, Map.of()))
          .containsEntry("seen", List.of())
          .containsEntry("implicit", 1L)
          .containsEntry("json", "{\"a\":[1]}");
    }
  }

  @Test
  void theCodeOfACallKeepsNothingForItsNextCall() {
    String counting =
        """
        let n = 0;
        try { arguments.callee.n = (arguments.callee.n || 0) + 1 } catch (e) {}
        try { arguments.callee.prototype.n = 1 } catch (e) {}
        function main() {
          n++;
          return {n, callee: typeof (main.n), proto: typeof Function.prototype.n};
        }
        """;
    for (int i = 0; i < 3; i++) {
      assertThat(run(counting, Map.of()))
          .isEqualTo(Map.of("n", 1L, "callee", "undefined", "proto", "undefined"));
    }
    String own =
        "const f = arguments.callee; try { f.n = (f.n || 0) + 1 } catch (e) {}"
            + " function main() { return {n: String(f.n), p: Object.keys(f.prototype).length} }";
    run(own, Map.of());
    assertThat(run(own, Map.of())).isEqualTo(Map.of("n", "undefined", "p", 0L));
  }

  @Test
  void codeCannotStepOutOfItsFunction() {
    assertThatThrownBy(() -> run("}); globalThis.leak = 1; (function () {", Map.of()))
        .hasMessageContaining("SyntaxError");
  }

  @Test
  void ordinaryCodeWorksUnderFrozenPrototypes() {
    String code =
        """
        class Mine extends Error {
          constructor(m) { super(m); this.name = 'Mine'; }
          toString() { return 'mine:' + this.message; }
        }
        function Old() {}
        Old.prototype = {constructor: Old, toString: function () { return 'old'; }};
        function main() {
          const o = {};
          o.toString = () => 'own';
          o.constructor = 1;
          const m = new Map([['a', 1]]);
          const [x, ...rest] = [3, 1, 2].sort();
          try { throw new Mine('x'); } catch (e) {
            return {s: `${o}|${e}|${e.name}|${new Old()}`, m: m.get('a'), rest,
                    d: new Date(0).toISOString(), re: 'aXbX'.replace(/x/gi, '-'),
                    k: Object.entries({a: 1}), n: parseInt('12px'), g: [...(function* () { yield 1 })()]};
          }
        }
        """;
    assertThat(run(code, Map.of()))
        .containsEntry("s", "own|mine:x|Mine|old")
        .containsEntry("rest", List.of(2L, 3L))
        .containsEntry("d", "1970-01-01T00:00:00.000Z")
        .containsEntry("re", "a-b-")
        .containsEntry("k", List.of(List.of("a", 1L)))
        .containsEntry("n", 12L)
        .containsEntry("g", List.of(1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "for (;;) { try { while (true) {} } finally { continue } }",
        "(function f() { Promise.resolve().then(f) })()",
      })
  void codeWithoutEndIsStopped(String loop) {
    run("function main() { return {} }", Map.of());
    long start = System.nanoTime();

    assertThatThrownBy(
            () ->
                JAVASCRIPT.execute(
                    Calls.request(
                        "function main() { " + loop + "; return {} }",
                        Map.of(),
                        Duration.ofMillis(300))))
        .isInstanceOf(CodeExecutionException.class)
        .hasMessageContaining("took too long");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(5));
    assertThat(run("function main() { return {r: 1} }", Map.of())).containsEntry("r", 1L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const all = []; while (true) { all.push(new Float64Array(1000000)) }",
        "let s = 'x'; while (true) { s = s + s }",
        "const a = new Array(1e9).fill(1.5)",
        "const a = []; for (let i = 0; ; i++) { a.push('x'.repeat(1000) + i) }",
      })
  void codeThatEatsMemoryIsStoppedAndTheProgramLives(String eater) {
    assertThatThrownBy(() -> run("function main() { " + eater + "; return {} }", Map.of()))
        .isInstanceOf(CodeExecutionException.class);
    assertThat(run("function main() { return {r: 1} }", Map.of())).containsEntry("r", 1L);
  }

  @Test
  void aCancelledRunStopsItsCode() {
    AtomicBoolean cancelled = new AtomicBoolean(true);

    assertThatThrownBy(
            () ->
                JAVASCRIPT.execute(
                    new CodeExecutor.Request(
                        "function main() { while (true) {} }",
                        Map.of(),
                        Instant.now().plus(Calls.PATIENCE),
                        cancelled::get)))
        .hasMessage("The code was stopped");
  }

  @Test
  void anInterruptStopsTheCodeAndStaysVisible() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> run("function main() { while (true) {} }", Map.of()))
          .isInstanceOf(CodeExecutionException.class)
          .hasMessageContaining("stopped");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void manyThreadsShareTheWorkersAndEachGetsItsOwnResult() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Map<String, @Nullable Object>>> results = new ArrayList<>();
    for (long i = 0; i < 200; i++) {
      Map<String, @Nullable Object> inputs = Map.of("i", i);
      results.add(
          callers.submit(
              () -> {
                start.await();
                return run(
                    "shared = 0; function main({i}) { shared += i; return {shared} }", inputs);
              }));
    }
    start.countDown();
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).get(2, TimeUnit.MINUTES)).containsEntry("shared", (long) i);
    }
    callers.shutdown();
  }

  @Test
  void aClosedExecutorRunsNothing() {
    GraalCodeExecutor closed = new GraalCodeExecutor(Language.JAVASCRIPT, Calls.LIMITS);
    closed.close();

    assertThatThrownBy(() -> Calls.run(closed, "function main() { return {} }", Map.of()))
        .isInstanceOf(CodeExecutionException.class)
        .hasMessageContaining("closed");
  }

  private static Map<String, @Nullable Object> run(
      String code, Map<String, @Nullable Object> inputs) {
    return Calls.run(JAVASCRIPT, code, inputs);
  }
}
