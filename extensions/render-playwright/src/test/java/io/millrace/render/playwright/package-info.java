@org.jspecify.annotations.NullMarked
package io.millrace.render.playwright;
