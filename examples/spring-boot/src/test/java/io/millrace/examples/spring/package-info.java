@NullMarked
package io.millrace.examples.spring;

import org.jspecify.annotations.NullMarked;
