// Walls the context in and returns [compile, run, settle, clean].
//
// Every object that the language comes with is frozen, so that code can change nothing that a later
// call sees. What code adds to the global object is removed after each call.
(function () {
  'use strict';
  const {
    defineProperty, freeze, getOwnPropertyDescriptor, getPrototypeOf, isExtensible,
  } = Object;
  const { apply, deleteProperty, ownKeys } = Reflect;
  const { parse, stringify } = JSON;
  const replace = String.prototype.replace;
  const bigIntMark = 'integer:' + Math.random() + ':';
  const bigIntText = new RegExp('"' + bigIntMark + '(-?[0-9]+)"', 'g');
  const global = globalThis;
  const AnyFunction = Function;
  const AnyPromise = Promise;
  const then = Promise.prototype.then;
  const ErrorType = TypeError;
  const objectPrototype = Object.prototype;

  for (const name of ['FinalizationRegistry', 'Java', 'WeakRef', 'SharedArrayBuffer', 'Atomics']) {
    deleteProperty(global, name);
  }

  // Objects that no name leads to.
  const hidden = [
    getPrototypeOf(function* () {}), getPrototypeOf(async function () {}),
    getPrototypeOf(async function* () {}), getPrototypeOf(Int8Array),
    getPrototypeOf([][Symbol.iterator]()), getPrototypeOf(''[Symbol.iterator]()),
    getPrototypeOf(new Map()[Symbol.iterator]()), getPrototypeOf(new Set()[Symbol.iterator]()),
    getPrototypeOf('a'.matchAll(/a/g)), getPrototypeOf((function* () {})()),
    getPrototypeOf((async function* () {})()),
    (function () { 'use strict'; return getOwnPropertyDescriptor(arguments, 'callee').get; })(),
  ];
  if (typeof Iterator === 'function') {
    hidden.push(getPrototypeOf(Iterator.from({ next() {} })));
    hidden.push(getPrototypeOf([].values().map((x) => x)));
  }
  if (typeof Intl === 'object' && Intl.Segmenter) {
    const segments = new Intl.Segmenter().segment('a');
    hidden.push(getPrototypeOf(segments), getPrototypeOf(segments[Symbol.iterator]()));
  }

  // A frozen property of a prototype may not be assigned on objects below it, which ordinary code
  // does ("this.name = …" in an error class): such properties become accessors that define it there.
  const assignable = new Set([
    Object.prototype, Error.prototype, EvalError.prototype, RangeError.prototype,
    ReferenceError.prototype, SyntaxError.prototype, TypeError.prototype, URIError.prototype,
    Function.prototype, Promise.prototype, Date.prototype,
  ]);
  function makeAssignable(owner, key, value) {
    defineProperty(owner, key, {
      get() { return value; },
      set(assigned) {
        if (this === owner) {
          throw new ErrorType("Cannot assign to '" + String(key) + "' of a shared object");
        }
        defineProperty(this, key, {
          value: assigned, writable: true, enumerable: true, configurable: true,
        });
      },
      enumerable: false,
      configurable: false,
    });
  }

  const seen = new Set();
  const queue = [...hidden];
  function visit(value) {
    if (value !== null && (typeof value === 'object' || typeof value === 'function')
        && value !== global && !seen.has(value)) {
      seen.add(value);
      queue.push(value);
    }
  }
  hidden.forEach((value) => seen.add(value));
  for (const key of ownKeys(global)) {
    const property = getOwnPropertyDescriptor(global, key);
    visit(property.value);
    visit(property.get);
    visit(property.set);
    if (property.configurable) {
      if ('value' in property && key !== 'globalThis') {
        defineProperty(global, key, { writable: false, configurable: false });
      } else {
        defineProperty(global, key, { configurable: false });
      }
    }
  }
  while (queue.length > 0) {
    const object = queue.pop();
    visit(getPrototypeOf(object));
    for (const key of ownKeys(object)) {
      const property = getOwnPropertyDescriptor(object, key);
      visit(property.value);
      visit(property.get);
      visit(property.set);
      if (assignable.has(object) && 'value' in property && property.configurable) {
        makeAssignable(object, key, property.value);
      }
    }
    freeze(object);
  }
  if (getOwnPropertyDescriptor(global, 'globalThis').configurable === false
      && getOwnPropertyDescriptor(global, 'globalThis').writable) {
    defineProperty(global, 'globalThis', { writable: false });
  }
  Object.setPrototypeOf(global, Object.prototype);
  const names = new Set(ownKeys(global));
  const globalCount = names.size;

  function clean() {
    if (getPrototypeOf(global) !== objectPrototype || !isExtensible(global)) {
      return false;
    }
    const keys = ownKeys(global);
    if (keys.length === globalCount) {
      return true;
    }
    let clean = true;
    for (let i = 0; i < keys.length; i++) {
      if (!names.has(keys[i])) {
        clean = deleteProperty(global, keys[i]) && clean;
      }
    }
    return clean;
  }

  function compile(code) {
    const program = AnyFunction(code + '\n;return main;\n//# sourceURL=code');
    // Code can reach its program (arguments.callee): nothing may be left on it.
    freeze(program.prototype);
    return freeze(program);
  }

  function json(value, limit) {
    if (value === null || typeof value !== 'object') {
      throw new ErrorType('main() must return an object, but returned ' + typeof value);
    }
    let hasBigInt = false;
    let text = stringify(value, (key, each) => {
      if (typeof each !== 'bigint') {
        return each;
      }
      hasBigInt = true;
      return bigIntMark + each;
    });
    if (text === undefined) {
      throw new ErrorType('main() must return an object');
    } else if (hasBigInt) {
      text = apply(replace, text, [bigIntText, '$1']);
    }
    if (text.length > limit) {
      throw new ErrorType('main() returned more than ' + limit + ' characters');
    }
    return text;
  }

  // What a promise came to; both stay empty while it is pending.
  let pending = null;

  function run(program, inputs, limit) {
    pending = null;
    const value = program()(parse(inputs));
    if (value !== null && typeof value === 'object' && value instanceof AnyPromise) {
      const outcome = { limit };
      pending = outcome;
      apply(then, value, [
        (result) => { outcome.value = result; outcome.done = true; },
        (error) => { outcome.error = error; outcome.failed = true; },
      ]);
      return null;
    }
    return json(value, limit);
  }

  function settle(text) {
    let result = text;
    const outcome = pending;
    pending = null;
    if (outcome !== null) {
      if (outcome.failed) {
        throw outcome.error;
      } else if (!outcome.done) {
        throw new ErrorType('main() returned a promise that nothing settles');
      }
      result = json(outcome.value, outcome.limit);
    }
    return result;
  }

  return [compile, run, settle, clean];
})();
