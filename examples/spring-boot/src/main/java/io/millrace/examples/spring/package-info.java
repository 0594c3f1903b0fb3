/**
 * A Spring Boot application around an engine: {@link io.millrace.examples.spring.NotesApplication}.
 */
@NullMarked
package io.millrace.examples.spring;

import org.jspecify.annotations.NullMarked;
