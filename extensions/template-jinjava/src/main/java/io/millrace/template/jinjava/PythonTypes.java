package io.millrace.template.jinjava;

import io.millrace.file.FileRef;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The names that Python's messages give to values. */
final class PythonTypes {
  private PythonTypes() {}

  static String name(Object value) {
    if (value instanceof String) {
      return "str";
    } else if (value instanceof Long || value instanceof BigInteger) {
      return "int";
    } else if (value instanceof Double) {
      return "float";
    } else if (value instanceof Boolean) {
      return "bool";
    } else if (value == None.NONE) {
      return "NoneType";
    } else if (value instanceof Map) {
      return "dict";
    } else if (value instanceof Tuple) {
      return "tuple";
    } else if (value instanceof Range) {
      return "range";
    } else if (value instanceof List) {
      return "list";
    } else if (value instanceof FileRef) {
      return "File";
    } else if (value instanceof DictView view) {
      return view.typeName();
    } else if (value instanceof Iterator) {
      return "generator";
    } else if (value instanceof Function) {
      return "function";
    }
    return value.getClass().getSimpleName();
  }

  /** Returns the name as Jinja2's undefined values write it. */
  static String qualifiedName(Object value) {
    return value instanceof Markup ? "markupsafe.Markup" : name(value);
  }
}
