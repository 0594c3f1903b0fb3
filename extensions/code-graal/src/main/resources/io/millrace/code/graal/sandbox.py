# Runs code, and says whether the context is as it was before. Yields [compile, run, settle, clean].
#
# Python cannot freeze its modules. So a context is used again only after code that names nothing
# through which it could change one: such code is slower (its context is thrown away), never refused.
def millrace_sandbox():
    import ast
    import json

    dumps, loads = json.dumps, json.loads

    # What may be read of a module without a way to change it for others.
    harmless = {
        'json': {'loads', 'dumps', 'JSONDecodeError'},
        're': {
            'sub', 'subn', 'match', 'search', 'findall', 'finditer', 'split', 'compile', 'escape',
            'fullmatch', 'IGNORECASE', 'I', 'MULTILINE', 'M', 'DOTALL', 'S', 'VERBOSE', 'X',
            'ASCII', 'A', 'UNICODE', 'U', 'error',
        },
        'math': None,
        'datetime': {'datetime', 'date', 'time', 'timedelta', 'timezone'},
        'collections': {'Counter', 'OrderedDict', 'defaultdict', 'deque', 'namedtuple'},
        'itertools': None,
        'functools': {'reduce', 'partial', 'cmp_to_key'},
        'operator': {'itemgetter'},
        'string': {
            'ascii_letters', 'ascii_lowercase', 'ascii_uppercase', 'digits', 'hexdigits',
            'punctuation', 'whitespace', 'printable',
        },
        'time': {'time', 'strftime', 'gmtime', 'localtime', 'perf_counter', 'sleep'},
        'base64': {'b64encode', 'b64decode', 'urlsafe_b64encode', 'urlsafe_b64decode'},
        'hashlib': {'md5', 'sha1', 'sha256', 'sha512'},
        'unicodedata': {'normalize', 'category', 'name'},
        'textwrap': {'dedent', 'indent', 'fill', 'wrap', 'shorten'},
        'statistics': {'mean', 'median', 'mode', 'stdev', 'variance'},
        'typing': {'Any', 'Dict', 'List', 'Optional', 'Tuple', 'Union', 'Set', 'Callable'},
    }
    risky_names = {
        'setattr', 'delattr', 'getattr', 'vars', 'globals', 'locals', 'eval', 'exec', 'compile',
        'open', 'type', 'super', 'object', 'memoryview', 'dir', 'help', 'breakpoint', 'exit', 'quit',
        'copyright', 'credits', 'license',
    }
    risky_attributes = {
        'gi_frame', 'gi_code', 'cr_frame', 'ag_frame', 'f_back', 'f_builtins', 'f_globals',
        'f_locals', 'tb_frame', 'tb_next', 'mro', 'with_traceback',
    }

    def leaves_no_trace(tree):
        modules = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.name not in harmless:
                        return False
                    modules[alias.asname or alias.name] = alias.name
            elif isinstance(node, ast.ImportFrom):
                allowed = harmless.get(node.module, ())
                for alias in node.names:
                    if node.level or alias.name == '*' or alias.name.startswith('_'):
                        return False
                    if allowed is not None and alias.name not in allowed:
                        return False
        module_uses = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute):
                if node.attr.startswith('_') or node.attr in risky_attributes:
                    return False
                if not isinstance(node.ctx, ast.Load):
                    return False
                if isinstance(node.value, ast.Name) and node.value.id in modules:
                    allowed = harmless[modules[node.value.id]]
                    if allowed is not None and node.attr not in allowed:
                        return False
                    module_uses.add(id(node.value))
        # type(x) only looks; with more arguments it makes a class.
        looks = {
            id(node.func) for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            and node.func.id == 'type' and len(node.args) == 1 and not node.keywords
            and not isinstance(node.args[0], ast.Starred)
        }
        for node in ast.walk(tree):
            if id(node) in looks:
                continue
            if isinstance(node, ast.Name):
                if node.id in risky_names or node.id.startswith('__'):
                    return False
                # A module under another name, or handed on, is out of sight.
                if node.id in modules and id(node) not in module_uses:
                    return False
            elif isinstance(node, (ast.MatchClass, ast.ClassDef)):
                return False
        return True

    def prepare(code):
        tree = ast.parse(code, 'code')
        return [compile(tree, 'code', 'exec'), leaves_no_trace(tree)]

    untouched = [True]

    def run(program, inputs, limit):
        untouched[0] = program[1]
        scope = {'__name__': '__main__'}
        exec(program[0], scope)
        if 'main' not in scope:
            raise NameError("name 'main' is not defined")
        value = scope['main'](**loads(inputs))
        if not isinstance(value, dict):
            raise TypeError('main() must return a dict, but returned ' + type(value).__name__)
        text = dumps(value)
        if len(text) > limit:
            raise ValueError('main() returned more than %d characters' % limit)
        return text

    def settle(text):
        return text

    def clean():
        return untouched[0]

    return [prepare, run, settle, clean]


millrace_sandbox()
